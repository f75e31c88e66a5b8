import type { ChunkReader } from '../repository/chunk-reader.js';
import { findPath, treeChunks } from '../snapshots/find-path.js';
import type { SnapshotRoot } from '../snapshots/snapshot-root.js';
import type { Walked } from '../tree/walk-tree.js';
import { walkTreePastDamage } from '../tree/walk-past-damage.js';

/** What a restore is asked for: whole subtrees, single files, or everything. @throws StorageError `path-unknown` */
export async function* selectedEntries(
  chunks: ChunkReader,
  root: SnapshotRoot,
  paths: readonly (readonly Uint8Array[])[],
  damagedFolder: (walked: Walked, error: unknown) => void,
): AsyncGenerator<Walked> {
  const get = treeChunks(chunks);
  for (const asked of paths.length === 0 ? [[]] : paths) {
    const path = asked.map((name) => Buffer.from(name));
    let folder = root.tree;
    if (path.length > 0) {
      const entry = await findPath(chunks, root.tree, path);
      yield { path, entry };
      if (entry.kind !== 'directory') continue;
      folder = entry.ids;
    }
    yield* walkTreePastDamage(folder, get, path, damagedFolder);
  }
}
