import type { Location } from '../location/location.js';
import type {
  Arrange,
  ContentsRequest,
  RestoreRequest,
  RestoreResult,
  SealedContents,
  SnapshotContent,
} from './bringing-back.js';
import type { FindRequest, FoundPath } from './finding.js';
import type {
  CommitFacts,
  LeftOut,
  PhoneSecrets,
  PullSource,
  PushedFiles,
  PushSource,
  RunProgress,
  Scope,
} from '@holdfast/contracts';

export type * from './bringing-back.js';
export type * from './finding.js';

/** The store of one employee, open for use. Made by `createRepository` or `openRepository`. */
export interface Repository {
  readonly id: string;
  /** 32 bytes that no other repository has, whoever made it; see `repositoryIdentity`. */
  readonly identity: Uint8Array;
  /** Scans, reads, seals, uploads and commits one snapshot. A crash at any point leaves old snapshots whole. */
  backup(request: BackupRequest): Promise<BackupResult>;
  /** Committed snapshots, newest first. */
  snapshots(): Promise<readonly SnapshotSummary[]>;
  /** `latest`, a full id, or an unambiguous prefix of one. @throws StorageError `snapshot-unknown`, `snapshot-ambiguous` */
  resolveSnapshot(reference: string, filter?: SnapshotFilter): Promise<SnapshotSummary>;
  /** What lies below a path of a snapshot, parents before children. */
  list(snapshotId: string, options?: ListOptions): AsyncIterable<SnapshotEntry>;
  /**
   * Every path that is wanted, in all snapshots at once, with its versions. What snapshots share is read once; memory
   * follows from how deep folders lie and in how many snapshots they differ, never from how many files there are.
   * @throws StorageError `snapshot-unknown`, `location-unreachable`
   */
  find(request: FindRequest): AsyncIterable<FoundPath>;
  /** Differences from `older` to `newer`, by path. */
  diff(older: string, newer: string): AsyncIterable<DiffEntry>;
  /** Streams one file's bytes; those that the phone sealed only with `sealed`. @throws StorageError `path-unknown`, `phone-sealed` */
  read(snapshotId: string, path: readonly Uint8Array[], sealed?: SealedContents): AsyncIterable<Uint8Array>;
  /** What the source sealed into the snapshot, to open what the phone sealed itself; undefined where there is none. */
  phoneSecrets(snapshotId: string): Promise<PhoneSecrets | undefined>;
  /**
   * Shows the files of a snapshot of a phone that drove its backup where `arrange` says, for as long as this repository is open
   * and here alone: `list`, `diff`, `read`, `contents`, `restore` and `phoneSecrets` go by it, nothing is stored. What is not
   * arranged lies below `PHONE_STORE`; `leftOut`: what could not be shown. @throws StorageError `snapshot-unknown`, and what `arrange` throws: then nothing changed
   */
  arrange(snapshotId: string, arrange: Arrange): Promise<{ readonly leftOut: number }>;
  /** The files of a snapshot by the phone's own names, for a phone that is restored. Close it. */
  pushedFiles(snapshotId: string): Promise<PushedFiles>;
  /** Entries in the order of the tree, parents before children, with their bytes: for another place than a folder here. */
  contents(request: ContentsRequest): AsyncIterable<SnapshotContent>;
  /** Writes below `target` and never outside of it; every name that had to change is reported. */
  restore(request: RestoreRequest): Promise<RestoreResult>;
  /** Checks that everything named is present; with `readData`, reads and authenticates every byte. */
  verify(request?: VerifyRequest): Promise<VerifyReport>;
  /** Brings damaged and missing objects back from another location that holds this repository. */
  heal(request: HealRequest): Promise<HealResult>;
  /** Throws the local index of the work folder away and builds it anew from the location. @throws StorageError `repository-busy`, `location-unreachable` */
  repairIndex(request?: IndexRepairRequest): Promise<IndexRepair>;
  /** Lets snapshots go. Their contents stay until `prune`. @throws StorageError `snapshot-unknown`, `snapshot-needed`, `location-refused` */
  forget(request: ForgetRequest): Promise<ForgetResult>;
  /** Frees what no snapshot needs, while others back up. @throws StorageError `location-refused`, `object-altered`, `repository-busy` */
  prune(request: PruneRequest): Promise<PruneResult>;
  close(): Promise<void>;
}

/** How much of this computer a backup may take: `quiet` is one thread, smaller packs and two uploads. */
export type Pace = 'full' | 'quiet';

export interface BackupRequest {
  /** A phone that is asked, or one that drives its own backup. */
  readonly source: PullSource | PushSource;
  readonly scope: Scope;
  /** Stable name of the phone within the repository; standalone: derived from the source. */
  readonly phone: string;
  /** `folder:…` or `android:…`, for people; sealed in the snapshot's root. */
  readonly sourceName: string;
  readonly policyVersion?: number;
  /** `full` by default. */
  readonly pace?: Pace;
  /**
   * Reads every file again, also where size and time are as they were: what changed behind their back is found, and what
   * did not change is not stored again.
   */
  readonly fullRead?: boolean;
  /** Asked once when everything was read; what it throws ends the run, and nothing of it counts. */
  readonly afterReading?: () => Promise<void>;
  /** Injected clock, so that this library reads none. */
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BackupProgress) => void;
}

export interface BackupProgress extends RunProgress {
  /** What is being read now, already safe for a terminal. */
  readonly current?: string;
}

export interface BackupResult {
  readonly snapshotId: string;
  readonly objectName: string;
  /** As of a `SnapshotSummary`. */
  readonly driven: boolean;
  readonly takenAt: Date;
  readonly facts: CommitFacts;
  readonly files: number;
  readonly bytes: bigint;
  /** With names, for the person at the workstation only. */
  readonly leftOut: readonly LeftOut[];
}

export interface SnapshotSummary {
  readonly id: string;
  readonly objectName: string;
  /** The id it had before its contents were packed anew; it is found by that one too. */
  readonly originalId?: string;
  readonly phone: string;
  readonly sourceName: string;
  /** The phone made the backup itself, of all that it gives (an iPhone that was read whole). */
  readonly driven: boolean;
  readonly takenAt: Date;
  readonly files: number;
  readonly bytes: bigint;
  readonly leftOut: number;
}

export interface SnapshotFilter {
  readonly phone?: string;
  /** Only snapshots taken at this moment or before. */
  readonly takenBy?: Date;
}

export interface ListOptions {
  readonly path?: readonly Uint8Array[];
  readonly recursive?: boolean;
  /** Only what it takes; it begins at the top of the snapshot, wherever `path` is. */
  readonly select?: Selection;
}

/** What is wanted of a tree, asked on the way down, so that folders in which nothing is wanted are not read. */
export interface Selection {
  takes(entry: SnapshotEntry): boolean;
  /** For what lies in the folder of this name; undefined: nothing there is wanted. */
  below(name: Uint8Array): Selection | undefined;
}

export interface SnapshotEntry {
  readonly path: readonly Uint8Array[];
  readonly kind: 'file' | 'directory' | 'symlink';
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly mode?: number;
  readonly category: string;
  /** Raw bytes, hostile. Symbolic links only. */
  readonly linkTarget?: Uint8Array;
  /** The phone's own name for a file, of a phone that drives its backup. */
  readonly origin?: string;
  /** The phone sealed the bytes itself: `SealedContents` opens them. `size` is that of the opened bytes. */
  readonly opening?: Uint8Array;
}

export interface DiffEntry {
  readonly change: 'added' | 'removed' | 'changed';
  readonly path: readonly Uint8Array[];
  readonly before?: SnapshotEntry;
  readonly after?: SnapshotEntry;
}

export interface VerifyRequest {
  readonly snapshotId?: string;
  readonly readData?: boolean;
  /**
   * Reads so many objects whole, drawn at random, instead of all: 460 find damage of 1 % with 99 % confidence, however
   * many there are.
   */
  readonly sample?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BackupProgress) => void;
}

export interface VerifyReport {
  readonly snapshots: number;
  readonly objectsChecked: number;
  readonly bytesRead: bigint;
  /** Packs that are whole but of an epoch that this key does not open, so that their contents were not looked at. */
  readonly closed: number;
  /** Each damaged or missing object, with the files (of which snapshots) that it hurts; a path of a
   * folder means all below it, the empty path the whole snapshot. Empty: all is well. */
  readonly damage: readonly Damage[];
}

export interface HealRequest extends Omit<VerifyRequest, 'snapshotId'> {
  /** A copy of this repository; it is only read. */
  readonly from: Location;
}

export interface HealResult {
  /** As `verify` found it before. */
  readonly report: VerifyReport;
  readonly healed: readonly string[];
  /** What the other location lacks or has damaged as well (`not-there`), or what this one does not let go (`refused`). */
  readonly notHealed: readonly { readonly objectName: string; readonly why: 'not-there' | 'refused' }[];
}

export type IndexRepairRequest = Pick<VerifyRequest, 'signal' | 'onProgress'>;

export interface IndexRepair {
  /** Shards that were read, and what is known now. */
  readonly shards: number;
  readonly packs: number;
  readonly chunks: number;
  /** Packs that no readable shard describes: they were read whole. */
  readonly packsRead: number;
  /** Shards that were written for those, so that nobody has to read them whole again; 0 in a company's repository. */
  readonly shardsWritten: number;
  /** Shards and packs that are there and cannot be read; `verify` says what that hurts. */
  readonly unreadable: readonly string[];
}

export interface Damage {
  readonly objectName: string;
  readonly what: 'missing' | 'altered' | 'unreadable';
  readonly files: readonly { readonly snapshotId: string; readonly path: readonly Uint8Array[] }[];
  /** How many more files it hurts than `files` lists. */
  readonly moreFiles?: number;
}

export interface ForgetRequest {
  /** Full ids. */
  readonly snapshotIds: readonly string[];
  /** Says what would be forgotten. */
  readonly dryRun?: boolean;
  readonly now: () => Date;
}

export interface ForgetResult {
  readonly forgotten: readonly SnapshotSummary[];
  /** Objects that the location keeps although they count no more: locked ones, and older versions. */
  readonly stillStored: number;
}

export interface PruneRequest {
  readonly now: () => Date;
  /** Says what would be done, and writes nothing. */
  readonly dryRun?: boolean;
  /** How long what is found unneeded stays before it is removed; a week by default. With 0 a run under way may have to begin again. */
  readonly coolingOffMs?: number;
  /** Packs anew when less than this share of what the snapshots name is needed by them; 0.8 by default, 0: never. */
  readonly packAnewBelow?: number;
  /** At most so many bytes are copied in one pruning. */
  readonly maxRepackBytes?: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BackupProgress) => void;
}

export interface PruneResult {
  /** What the snapshots named when the pruning began, in bytes as stored, and what of it they need. */
  readonly namedBytes: number;
  readonly liveBytes: number;
  /** Packs that were let go, bytes of them that live on in new ones, snapshots that name those now. */
  readonly repacked: { readonly packs: number; readonly bytes: number; readonly snapshots: number };
  /** Something that a snapshot needs is missing or damaged: nothing was packed anew. Verify names it. */
  readonly damaged: boolean;
  readonly removed: { readonly objects: number; readonly bytes: number };
  /** Of those removed: objects of which the location keeps an older version. */
  readonly hidden: number;
  /** Objects that the location did not let go. */
  readonly refused: number;
  /** Unneeded, and removed once the cooling-off is over; `until`: when that is for the last of them. */
  readonly waiting: { readonly objects: number; readonly bytes: number; readonly until?: Date };
}
