import type { ArrangedFiles, PhoneSecrets } from '@holdfast/contracts';
import type { SealedContents } from '../restore/sealed-contents.js';
import type { BackupProgress, Selection, SnapshotEntry } from './repository.js';

export type { SealedContents };

/** Says where each file is shown, and what opens those that the phone sealed itself. */
export type Arrange = (files: ArrangedFiles) => Promise<PhoneSecrets | undefined>;

export interface ContentsRequest {
  readonly snapshotId: string;
  /** Whole subtrees or single files; empty: everything. @throws StorageError `path-unknown` */
  readonly paths?: readonly (readonly Uint8Array[])[];
  readonly select?: Selection;
  /** Opens what the phone sealed; without it those bytes come as the phone stored them. */
  readonly sealed?: SealedContents;
  /** Told of each folder that cannot be read; the rest comes. */
  readonly onDamage?: (folder: readonly Uint8Array[]) => void;
}

export interface SnapshotContent {
  readonly entry: SnapshotEntry;
  /** Of a file; each piece is checked against its id before it is given. @throws StorageError */
  bytes(): AsyncIterable<Uint8Array>;
}

export interface RestoreRequest {
  readonly snapshotId: string;
  readonly target: string;
  /** Whole subtrees or single files; empty: everything. */
  readonly paths?: readonly (readonly Uint8Array[])[];
  /** Of those only what it takes, and the folders that this lies in. @throws StorageError `path-unknown` where that is nothing */
  readonly select?: Selection;
  /** Opens what the phone sealed; without it such files are told as failed. */
  readonly sealed?: SealedContents;
  /**
   * `pushed`: files under the phone's own names, byte for byte as it stored them, and nothing else: the folder that the
   * phone's maker's programs read. `shown` by default.
   */
  readonly layout?: 'shown' | 'pushed';
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
