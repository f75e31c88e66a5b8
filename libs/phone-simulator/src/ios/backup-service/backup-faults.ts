/** How far a backup has come, as its Status.plist says. */
export const SNAPSHOT_STATES = ['uploading', 'moving', 'removing', 'finished'] as const;

export type SnapshotState = (typeof SNAPSHOT_STATES)[number];

/** What no phone should do, done once while it uploads. */
export const HOSTILE_ACTS = [
  'path-above',
  'path-absolute',
  'path-of-another-phone',
  'path-empty',
  'name-too-long',
  'frame-of-4-gib',
  'frame-without-code',
  'unknown-frame',
  'unknown-messages',
  'move-of-nothing',
  'move-out',
  'remove-above',
  'endless-directories',
  'list-above',
  'garbage',
] as const;

export type HostileAct = (typeof HOSTILE_ACTS)[number];

/** What goes wrong with a simulated iPhone's backups, and how it makes them where real phones are said to differ. */
export interface BackupFaults {
  /** Iterations behind a password; 1,000 unless said, 10,000,000 on a real phone. Of bags made from now on. */
  readonly keyBagIterations?: number;
  /** A sealed file that changed gets a key of its own again. Else it keeps its key (which one real phones do is unconfirmed). */
  readonly newFileKeys?: boolean;
  /** The largest frame that it takes from a computer, bytes; more ends its program, as on a real phone. 32 KiB unless said. */
  readonly largestFrame?: number;
  /** `Domain/path` of files that it cannot read: each is announced and then told as an error (0x0B). */
  readonly unreadable?: readonly string[];
  /** It gives up (104) at the end of a backup in which so many files could not be read. */
  readonly mostUnreadable?: number;
  /** It believes that the computer has no room (105). */
  readonly noSpace?: boolean;
  /** Where there is no room, it first asks the computer to make some; idevicebackup2 1.3.0 never answers that (measured 2026-11-27). */
  readonly asksToPurge?: boolean;
  /** Milliseconds of its clock that it says nothing when a state begins. */
  readonly pauses?: Readonly<Partial<Record<SnapshotState, number>>>;
  /** The cable is pulled, once, when a state begins: after its first message. */
  readonly unplugAt?: SnapshotState;
  /** The cable is pulled, once, within a file, when so many bytes of files were sent in one backup. */
  readonly unplugAfterFileBytes?: number;
  /** It ends with this code of MBErrorDomain instead of doing anything. */
  readonly errorCode?: number;
  /** `failed`: its status says finished, and it ends with an error. `unfinished`: the reverse. */
  readonly statusLies?: 'failed' | 'unfinished';
  /** Sizes that Manifest.db and the announcements tell of files, by `Domain/path`; not true. */
  readonly sizes?: Readonly<Record<string, bigint>>;
  readonly hostile?: readonly HostileAct[];
  /** `garbage`: no database; `no-tables`: an empty one; `hostile`: with paths that lead out and blobs that are none. */
  readonly manifest?: 'garbage' | 'no-tables' | 'hostile';
  /** Iterations that the key bag claims to want: 2^31, say. */
  readonly claimedIterations?: number;
}
