import type { ChunkReader } from '../repository/chunk-reader.js';
import type { DiffEntry } from '../repository/repository.js';
import { encodeContent } from '../tree/file-content.js';
import { folderStates, foldersIn } from '../tree/folder-states.js';
import type { FolderState, SharedEntry } from '../tree/merged-folder.js';
import { MergedFolder } from '../tree/merged-folder.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { TreeBudget } from '../tree/tree-budget.js';
import { walkTree } from '../tree/walk-tree.js';
import { treeChunks } from './find-path.js';
import { snapshotEntry } from './snapshot-entry.js';
import type { SnapshotRoot } from './snapshot-root.js';

const [OLDER, NEWER] = [0, 1];

/**
 * Differences by path, folders first. Folders that are equal in both are not read at all (Merkle trees), and of those
 * that differ only the node chunks that do.
 */
export async function* diffSnapshots(
  chunks: ChunkReader,
  older: SnapshotRoot,
  newer: SnapshotRoot,
): AsyncGenerator<DiffEntry> {
  const get = treeChunks(chunks);
  const options = {
    onlyDifferences: true,
    damaged: (_: unknown, error: unknown): void => {
      throw error;
    },
  };
  const open = (states: readonly FolderState[], path: readonly Buffer[]) => ({
    folder: new MergedFolder(states, get, options),
    path,
  });
  const roots = folderStates([
    { ids: older.tree, trees: [OLDER] },
    { ids: newer.tree, trees: [NEWER] },
  ]);
  if (roots.length === 1) return;
  const budget = new TreeBudget(older.files + newer.files);
  const stack = [open(roots, [])];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const held = await top.folder.next();
    if (!held) {
      stack.pop();
      continue;
    }
    const path = [...top.path, held[0]!.entry.name];
    const [before, after] = [entryOf(held, OLDER), entryOf(held, NEWER)];
    budget.count(held[0]!.entry, path.length);
    if (before && after && before.kind === after.kind) {
      if (differs(before, after)) {
        const [was, is] = [snapshotEntry({ path, entry: before }), snapshotEntry({ path, entry: after })];
        yield { change: 'changed', path, before: was, after: is };
      }
      const states = foldersIn(held);
      if (states.length === 2) stack.push(open(states, path));
      continue;
    }
    for (const [entry, change] of [[before, 'removed'] as const, [after, 'added'] as const]) {
      if (!entry) continue;
      const side = change === 'removed' ? 'before' : 'after';
      yield { change, path, [side]: snapshotEntry({ path, entry }) };
      if (entry.kind !== 'directory') continue;
      for await (const below of walkTree(entry.ids, get, path, () => true, budget)) {
        yield { change, path: below.path, [side]: snapshotEntry(below) };
      }
    }
  }
}

const entryOf = (held: readonly SharedEntry[], tree: number): TreeEntry | undefined =>
  held.find(({ trees }) => trees.includes(tree))?.entry;

/** A folder's own time changes with each name in it, which is told by those names. */
function differs(a: TreeEntry, b: TreeEntry): boolean {
  if (a.mode !== b.mode) return true;
  if (a.kind === 'directory') return false;
  if (a.kind === 'symlink') return !a.linkTarget!.equals(b.linkTarget!);
  return a.size !== b.size || a.mtimeNs !== b.mtimeNs || !encodeContent(a).equals(encodeContent(b));
}
