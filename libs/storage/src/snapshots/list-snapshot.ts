import type { ChunkReader } from '../repository/chunk-reader.js';
import type { ListOptions, SnapshotEntry } from '../repository/repository.js';
import { TreeBudget } from '../tree/tree-budget.js';
import type { Walked } from '../tree/walk-tree.js';
import { walkTree } from '../tree/walk-tree.js';
import { findPath, treeChunks } from './find-path.js';
import { SelectionWalk } from './selection-walk.js';
import { snapshotEntry } from './snapshot-entry.js';
import type { SnapshotRoot } from './snapshot-root.js';

/** A file by its path, or what lies in a folder, with everything below it when `recursive`. */
export async function* listSnapshot(
  chunks: ChunkReader,
  root: SnapshotRoot,
  { path = [], recursive = false, select }: ListOptions,
): AsyncGenerator<SnapshotEntry> {
  const base = path.map((name) => Buffer.from(name));
  const wanted = new SelectionWalk(select, base);
  let folder = root.tree;
  if (base.length > 0) {
    const entry = await findPath(chunks, root.tree, base);
    if (entry.kind !== 'directory') {
      if (wanted.takes({ path: base, entry })) yield snapshotEntry({ path: base, entry });
      return;
    }
    folder = entry.ids;
  }
  const budget = new TreeBudget(root.files);
  const enter = (walked: Walked): boolean => recursive && wanted.enters(walked);
  const walk = walkTree(folder, treeChunks(chunks), base, enter, budget);
  for await (const walked of walk) if (wanted.takes(walked)) yield snapshotEntry(walked);
}
