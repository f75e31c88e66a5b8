import type { SnapshotEntry } from '../repository/repository.js';
import type { Walked } from '../tree/walk-tree.js';

/** What the door shows of a tree entry. */
export function snapshotEntry({ path, entry }: Walked): SnapshotEntry {
  return {
    path,
    kind: entry.kind,
    size: entry.pushed?.seal?.openedSize ?? entry.size,
    mtimeNs: entry.mtimeNs,
    category: entry.category,
    ...(entry.mode === undefined ? {} : { mode: entry.mode }),
    ...(entry.pushed ? { origin: entry.pushed.origin.toString('utf8') } : {}),
    ...(entry.pushed?.seal ? { opening: entry.pushed.seal.opening } : {}),
    ...(entry.linkTarget ? { linkTarget: entry.linkTarget } : {}),
  };
}
