/** An entry that no file system of this workstation could hold, served as the protocol allows. */
export interface SyntheticEntry {
  /** Any bytes at all: `..`, names with `/`, NUL, invalid UTF-8, 5,000 bytes. */
  readonly name: Uint8Array;
  readonly kind?: 'file' | 'directory' | 'symlink' | 'socket';
  /** Announced bytes; by default the content's length. */
  readonly size?: bigint;
  readonly content?: Uint8Array;
  /** Seconds since 1970. */
  readonly mtime?: bigint;
  /** An errno that the phone's lstat gives for it. */
  readonly errno?: number;
}

/** What goes wrong on a simulated phone. Paths are below /sdcard, slash-separated, one character a byte (latin1). */
export interface PhoneFaults {
  /** The cable is pulled once this many bytes were sent, over all connections. */
  readonly unplugAfterBytes?: number;
  /** Answered with "Permission denied"; a folder among them lists nothing, as adbd does. */
  readonly denied?: readonly string[];
  /** Listed, but gone when read. */
  readonly vanish?: readonly string[];
  /** Announced sizes that are not true. */
  readonly sizes?: Readonly<Record<string, bigint>>;
  /** Each grows by 64 KiB on disk while it is read. */
  readonly growing?: readonly string[];
  /** Each grows so after every piece that is read. */
  readonly growingForever?: readonly string[];
  /** The bytes and the time of each change while it is read, its size stays. */
  readonly touched?: readonly string[];
  /** Nothing may be written here or below, though it may be read. */
  readonly deniedPush?: readonly string[];
  /** The phone's storage is full once this many bytes were pushed. */
  readonly fullAfterBytes?: number;
  /** So many files in DCIM/Many, on no disk: a million need no memory. */
  readonly entries?: number;
  /** The sync service goes on after a refusal, as it did before Android 8. */
  readonly keepsSyncAfterFail?: boolean;
  /** False: files are sent as they are, as phones before Android 11 do. */
  readonly compression?: boolean;
  /** What the phone says it runs: `device`, `recovery`, `sideload`. */
  readonly state?: string;
  /** Reading one of these answers with bytes that are no sync record. */
  readonly garbage?: readonly string[];
  /** Reading one of these is never answered. */
  readonly silent?: readonly string[];
  /** A slow cable: bytes a second over all connections. */
  readonly bytesPerSecond?: number;
  /** An old phone: no features, packets with checksums, 32-bit sizes. */
  readonly v1Only?: boolean;
  /** Longest path the sync service takes, bytes; adbd's is 1,024. */
  readonly pathLimit?: number;
  /** Authorities of content providers that refuse. */
  readonly deniedProviders?: readonly string[];
  /** Authorities that this phone has no provider of. */
  readonly missingProviders?: readonly string[];
  /** Authorities that never answer. */
  readonly silentProviders?: readonly string[];
  /** Authorities that print what is no row. */
  readonly brokenProviders?: readonly string[];
  /** Contacts' files can be had by `content read`, which AOSP's provider does not allow. */
  readonly contactFiles?: boolean;
  /** After so many asks for its serial number the phone tells another one. */
  readonly swapSerialAfter?: number;
  /** More entries of a folder (`''` is /sdcard itself), after those on disk. Iterated anew at each listing. */
  readonly synthetic?: (folder: string) => Iterable<SyntheticEntry> | undefined;
}

/** What the simulated phone has done so far; read by tests. */
export interface FaultStats {
  bytesSent: number;
  unplugged: number;
  denied: number;
  vanished: number;
  filesRead: number;
  foldersListed: number;
  bytesPushed: number;
}
