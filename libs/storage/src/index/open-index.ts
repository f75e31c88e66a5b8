import type { WorkPaths } from '../repository/work-folder.js';
import { takeWriterLock } from '../repository/work-folder.js';
import type { IndexLoss } from './index-database.js';
import { IndexUnusable, removeIndexDatabase } from './index-database.js';
import { LocalIndex } from './local-index.js';

/**
 * Opens the index of a work folder. One that is of no use is thrown away, since all of it can be read from the location
 * again: `loss` says why.
 * @throws StorageError `repository-busy` (retry helps) while a backup here works with what is to be thrown away; `disk-full`
 */
export function openIndex(
  paths: WorkPaths,
  repositoryId: Uint8Array,
): { index: LocalIndex; loss?: IndexLoss } {
  try {
    return { index: new LocalIndex(paths.index, repositoryId) };
  } catch (error) {
    if (!(error instanceof IndexUnusable)) throw error;
    throwIndexAway(paths);
    return { index: new LocalIndex(paths.index, repositoryId), loss: error.loss };
  }
}

/** @throws StorageError `repository-busy` (retry helps) */
export function throwIndexAway(paths: WorkPaths): void {
  const release = takeWriterLock(paths);
  try {
    removeIndexDatabase(paths.index);
  } finally {
    release();
  }
}
