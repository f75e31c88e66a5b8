import type { Selection, SnapshotEntry, SnapshotSummary } from './repository.js';

export interface FindRequest {
  readonly select: Selection;
  /** Full ids; all snapshots unless given. */
  readonly snapshotIds?: readonly string[];
  readonly phone?: string;
  readonly signal?: AbortSignal;
  /** Told of each folder of which a part cannot be read in some snapshots; what is there and elsewhere is still found. */
  readonly onDamage?: (damage: FolderDamage) => void;
}

export interface FolderDamage {
  /** Empty: the top of the snapshots. */
  readonly path: readonly Uint8Array[];
  readonly snapshots: readonly SnapshotSummary[];
  readonly error: Error;
}

/** A path of one phone that was found. */
export interface FoundPath {
  readonly path: readonly Uint8Array[];
  readonly phone: string;
  /** Newest first, by the newest snapshot that holds each. */
  readonly versions: readonly FoundVersion[];
}

/**
 * What stood at a path: of a file its size, time and contents make the version, of a link its target; a folder has
 * one only.
 */
export interface FoundVersion {
  /** As the newest snapshot has it. */
  readonly entry: SnapshotEntry;
  /** Those that hold it, newest first, at least one. */
  readonly snapshots: readonly SnapshotSummary[];
}
