import type { Category } from '../categories.js';
import type { EntryKind, LeftOut } from './entry.js';

/** One item already in the store, as the driving phone asks to see it. */
export interface StagedItem {
  readonly name: string;
  readonly kind: 'file' | 'directory';
  readonly size: bigint;
  readonly mtimeNs: bigint;
}

/** What a person sees of a file that the phone stored under a name of its own. */
export interface ShownEntry {
  /** Where it is shown in the snapshot, one byte string a segment. */
  readonly path: readonly Uint8Array[];
  readonly kind: EntryKind;
  /** Nanoseconds since 1970 UTC, negative before. */
  readonly mtimeNs: bigint;
  /** POSIX permission bits (0o7777). */
  readonly mode?: number;
  readonly category: Category;
  /** Raw bytes, hostile. Symbolic links only. */
  readonly linkTarget?: Uint8Array;
  /**
   * The phone sealed the bytes itself: what is needed beside `PhoneSecrets` to open them, at most 255 bytes. Only the
   * source that wrote it reads it.
   */
  readonly opening?: Uint8Array;
  /** The source made it out of what the phone sent: the phone has no name for it, so that none is kept. */
  readonly isMade?: true;
  /**
   * What it was made of, in words that only the source reads, at most 255 bytes: while that is the same, `keepMade` shows
   * it again instead of its being made again.
   */
  readonly madeOf?: Uint8Array;
  /** Bytes that the file has once it is opened, where there is an `opening`. */
  readonly openedSize?: bigint;
}

/**
 * What opens everything that a phone sealed itself (an iPhone's backup password, or its class keys). Written and read by
 * the source alone; sealed into the snapshot's root, so that whoever opens the repository opens these too.
 */
export type PhoneSecrets = Uint8Array;

/**
 * Files that a phone stored under names of its own (slash-separated), files that a source makes of them, and how people see
 * both. Of a snapshot that is stored already nothing is changed.
 */
export interface ArrangedFiles {
  /** `label`: what a person may read of the file while it comes (hostile; made printable by who shows it). */
  begin(path: string, announcedSize?: bigint, category?: Category, label?: string): Promise<void>;
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
  remove(path: string): Promise<void>;
  list(path: string): Promise<readonly StagedItem[]>;
  /** Refused for what is no file. */
  read(path: string): AsyncIterable<Uint8Array>;
  /**
   * Says how a staged file is shown in the snapshot; `from` is `undefined` for a folder or a link, which hold no bytes. The
   * phone's own name for it is kept beside it, so that the next increment, an export and a restore find it again. A file
   * is shown once, and from then on stays what and where it is: what would change, move or remove it is refused. What is not
   * arranged is shown as the phone named it, below `PHONE_STORE`. False: there is no such file, or something else is shown
   * there already. Of a file that came a moment ago that may be found out at the commit only: then it is as if it had not
   * been arranged.
   */
  arrange(from: string | undefined, shown: ShownEntry): Promise<boolean>;
  /**
   * Tells one content of a staged file from another: different for different contents, and for equal ones as a rule the
   * same, also from one run to the next. `undefined`: there is no such file.
   */
  contentId(path: string): Promise<Uint8Array | undefined>;
  /**
   * Shows again all that the previous snapshot shows below a folder and that was made of the same. Returns how many files
   * that are; none where the previous snapshot cannot be relied on.
   */
  keepMade(folder: readonly Uint8Array[], madeOf: Uint8Array): Promise<number>;
  /** Something that was asked for and is not in this snapshot. */
  leaveOut(left: LeftOut): void;
}

/**
 * What a phone that drives its own backup (mobilebackup2) may do to the provisional store. Every call is awaitable: that is
 * the back-pressure. Paths are slash-separated, as the phone names its files, and validated by the sink. The store begins
 * as the last finished run left it.
 */
export interface PushSink extends ArrangedFiles {
  mkdir(path: string): Promise<void>;
  move(from: string, to: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  /** Nothing staged is in a snapshot before this resolves. */
  commit(secrets?: PhoneSecrets): Promise<void>;
  abort(reason: string): Promise<void>;
}

/** Where a snapshot shows what a phone stored under names that no person reads. */
export const PHONE_STORE = 'Phone backup';

/** What the last finished run of the same phone left behind. */
export interface PreviousRun {
  /** A file by the phone's own name for it (the manifests, which an increment needs back). */
  read(path: string): AsyncIterable<Uint8Array> | undefined;
  readonly secrets?: PhoneSecrets;
}

/** A phone that drives the agent (ios). **Fixed**: `phones` implements it, `storage` provides the sink. */
export interface PushSource {
  run(sink: PushSink, previous: PreviousRun | undefined, signal?: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** The files of one snapshot by the phone's own names: what a phone asks for when it is restored. */
export interface PushedFiles {
  stat(path: string): Promise<StagedItem | undefined>;
  list(path: string): Promise<readonly StagedItem[]>;
  read(path: string): AsyncIterable<Uint8Array> | undefined;
  close(): Promise<void>;
}
