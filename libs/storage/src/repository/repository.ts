import type { CommitFacts, LeftOut, PullSource, RunProgress, Scope } from '@holdfast/contracts';

/** The store of one employee, open for use. Made by `createRepository` or `openRepository`. */
export interface Repository {
  readonly id: string;
  /** Scans, reads, seals, uploads and commits one snapshot. A crash at any point leaves old snapshots whole. */
  backup(request: BackupRequest): Promise<BackupResult>;
  /** Committed snapshots, newest first. */
  snapshots(): Promise<readonly SnapshotSummary[]>;
  /** `latest`, a full id, or an unambiguous prefix of one. @throws StorageError `snapshot-unknown`, `snapshot-ambiguous` */
  resolveSnapshot(reference: string, filter?: { readonly phone?: string }): Promise<SnapshotSummary>;
  /** What lies below a path of a snapshot, parents before children. */
  list(snapshotId: string, options?: ListOptions): AsyncIterable<SnapshotEntry>;
  /** Differences from `older` to `newer`, by path. */
  diff(older: string, newer: string): AsyncIterable<DiffEntry>;
  /** Streams one file's bytes. */
  read(snapshotId: string, path: readonly Uint8Array[]): AsyncIterable<Uint8Array>;
  /** Writes below `target` and never outside of it; every name that had to change is reported. */
  restore(request: RestoreRequest): Promise<RestoreResult>;
  /** Checks that everything named is present; with `readData`, reads and authenticates every byte. */
  verify(request?: VerifyRequest): Promise<VerifyReport>;
  close(): Promise<void>;
}

export interface BackupRequest {
  readonly source: PullSource;
  readonly scope: Scope;
  /** Stable name of the phone within the repository; standalone: derived from the source. */
  readonly phone: string;
  /** `folder:…` or `android:…`, for people; sealed in the snapshot's root. */
  readonly sourceName: string;
  readonly policyVersion?: number;
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
  readonly phone: string;
  readonly sourceName: string;
  readonly takenAt: Date;
  readonly files: number;
  readonly bytes: bigint;
  readonly leftOut: number;
}

export interface ListOptions {
  readonly path?: readonly Uint8Array[];
  readonly recursive?: boolean;
}

export interface SnapshotEntry {
  readonly path: readonly Uint8Array[];
  readonly kind: 'file' | 'directory' | 'symlink';
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly mode?: number;
  readonly category: string;
  /** Hex; of the whole content as read. Files only. */
  readonly sha256?: string;
  /** Raw bytes, hostile. Symbolic links only. */
  readonly linkTarget?: Uint8Array;
}

export interface DiffEntry {
  readonly change: 'added' | 'removed' | 'changed';
  readonly path: readonly Uint8Array[];
  readonly before?: SnapshotEntry;
  readonly after?: SnapshotEntry;
}

export interface RestoreRequest {
  readonly snapshotId: string;
  readonly target: string;
  /** Whole subtrees or single files; empty: everything. */
  readonly paths?: readonly (readonly Uint8Array[])[];
  /** An existing file is an error unless `overwrite`; equal content is skipped either way (resume). */
  readonly overwrite?: boolean;
  /** For rates in `onProgress` only. */
  readonly now?: () => Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BackupProgress) => void;
}

export interface RestoreResult {
  readonly files: number;
  readonly bytes: bigint;
  readonly skipped: number;
  /** A name that this computer cannot hold, and what it became. */
  readonly renamed: readonly { readonly path: readonly Uint8Array[]; readonly became: string }[];
  readonly failed: readonly { readonly path: readonly Uint8Array[]; readonly reason: string }[];
}

export interface VerifyRequest {
  readonly snapshotId?: string;
  readonly readData?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: BackupProgress) => void;
}

export interface VerifyReport {
  readonly snapshots: number;
  readonly objectsChecked: number;
  readonly bytesRead: bigint;
  /** Each damaged or missing object, with the files (of which snapshots) that it hurts; a path of a
   * folder means all below it, the empty path the whole snapshot. Empty: all is well. */
  readonly damage: readonly Damage[];
}

export interface Damage {
  readonly objectName: string;
  readonly what: 'missing' | 'altered' | 'unreadable';
  readonly files: readonly { readonly snapshotId: string; readonly path: readonly Uint8Array[] }[];
  /** How many more files it hurts than `files` lists. */
  readonly moreFiles?: number;
}
