import type { ChunkReader } from '../repository/chunk-reader.js';
import type { RestoreRequest } from '../repository/repository.js';
import { findPath, treeChunks } from '../snapshots/find-path.js';
import { SelectionWalk } from '../snapshots/selection-walk.js';
import type { SnapshotRoot } from '../snapshots/snapshot-root.js';
import { StorageError } from '../storage-error.js';
import type { Walked } from '../tree/walk-tree.js';
import { TreeBudget } from '../tree/tree-budget.js';
import { walkTreePastDamage } from '../tree/walk-past-damage.js';

/**
 * What a restore is asked for: whole subtrees, single files, or everything; of that what the selection takes, with the
 * folders that it lies in. @throws StorageError `path-unknown`
 */
export async function* selectedEntries(
  chunks: ChunkReader,
  root: SnapshotRoot,
  { paths = [], select }: Pick<RestoreRequest, 'paths' | 'select'>,
  damagedFolder: (walked: Walked, error: unknown) => void,
): AsyncGenerator<Walked> {
  let found = false;
  const tellDamage = (walked: Walked, error: unknown): void => {
    found = true;
    damagedFolder(walked, error);
  };
  for (const asked of paths.length === 0 ? [[]] : paths) {
    const path = asked.map((name) => Buffer.from(name));
    const wanted = new SelectionWalk(select, path);
    /** Folders that the walk is in and that come back only if something in them does. */
    const waiting: (Walked | undefined)[] = [];
    for await (const walked of walkedBelow(chunks, root, path, wanted, tellDamage)) {
      const depth = walked.path.length;
      const isFolder = walked.entry.kind === 'directory';
      if (isFolder) waiting.length = Math.min(waiting.length, depth);
      if (!wanted.takes(walked)) {
        if (isFolder) waiting[depth] = walked;
        continue;
      }
      found = true;
      for (const [at, folder] of waiting.entries()) {
        if (at >= depth) break;
        if (folder) yield folder;
        waiting[at] = undefined;
      }
      yield walked;
    }
  }
  if (!found && select)
    throw new StorageError('path-unknown', 'The snapshot holds nothing that is selected by these patterns.');
}

async function* walkedBelow(
  chunks: ChunkReader,
  root: SnapshotRoot,
  path: readonly Buffer[],
  wanted: SelectionWalk,
  damagedFolder: (walked: Walked, error: unknown) => void,
): AsyncGenerator<Walked> {
  let folder = root.tree;
  if (path.length > 0) {
    const walked = { path, entry: await findPath(chunks, root.tree, path) };
    yield walked;
    if (walked.entry.kind !== 'directory') return;
    folder = walked.entry.ids;
  }
  const get = treeChunks(chunks);
  const budget = new TreeBudget(root.files);
  yield* walkTreePastDamage(folder, get, path, damagedFolder, (walked) => wanted.enters(walked), budget);
}
