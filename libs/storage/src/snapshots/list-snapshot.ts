import type { ChunkReader } from '../repository/chunk-reader.js';
import type { ListOptions, SnapshotEntry } from '../repository/repository.js';
import { walkTree } from '../tree/walk-tree.js';
import { findPath, treeChunks } from './find-path.js';
import { snapshotEntry } from './snapshot-entry.js';
import type { SnapshotRoot } from './snapshot-root.js';

/** A file by its path, or what lies in a folder, with everything below it when `recursive`. */
export async function* listSnapshot(
  chunks: ChunkReader,
  root: SnapshotRoot,
  { path = [], recursive = false }: ListOptions,
): AsyncGenerator<SnapshotEntry> {
  const base = path.map((name) => Buffer.from(name));
  let folder = root.tree;
  if (base.length > 0) {
    const entry = await findPath(chunks, root.tree, base);
    if (entry.kind !== 'directory') {
      yield snapshotEntry({ path: base, entry });
      return;
    }
    folder = entry.ids;
  }
  for await (const walked of walkTree(folder, treeChunks(chunks), base, () => recursive))
    yield snapshotEntry(walked);
}
