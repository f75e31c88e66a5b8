import { isDamage } from '../format/damaged.js';
import type { ChunkReader } from '../repository/chunk-reader.js';
import type { FindRequest, FoundPath, Selection } from '../repository/repository.js';
import { StorageError } from '../storage-error.js';
import { folderStates, foldersIn } from '../tree/folder-states.js';
import type { FolderState } from '../tree/merged-folder.js';
import { MergedFolder } from '../tree/merged-folder.js';
import { TreeBudget } from '../tree/tree-budget.js';
import { treeChunks } from './find-path.js';
import type { OpenedSnapshot } from './snapshot-list.js';
import { versionsHeld } from './versions-held.js';

/** The snapshots that a search is about, newest first. @throws StorageError `snapshot-unknown` */
export function searched(
  all: readonly OpenedSnapshot[],
  { snapshotIds, phone }: FindRequest,
): OpenedSnapshot[] {
  const unknown = snapshotIds?.find((id) => !all.some(({ summary }) => summary.id === id));
  if (unknown !== undefined)
    throw new StorageError(
      'snapshot-unknown',
      'No snapshot is called that. List them with "holdfast snapshots".',
    );
  return all.filter(
    ({ summary }) =>
      (!snapshotIds || snapshotIds.includes(summary.id)) && (phone === undefined || summary.phone === phone),
  );
}

interface Level {
  readonly folder: MergedFolder;
  readonly path: readonly Buffer[];
  readonly select: Selection;
}

/**
 * Walks the trees of all snapshots as one, folder by folder. A folder that is equal in many of them is walked once, and
 * of one that differs, only the node chunks that differ are read for each.
 * @param snapshots newest first
 */
export async function* findVersions(
  chunks: ChunkReader,
  snapshots: readonly OpenedSnapshot[],
  request: FindRequest,
): AsyncGenerator<FoundPath> {
  const open = (states: readonly FolderState[], path: readonly Buffer[], select: Selection): Level => {
    const told = new Set<number>();
    const report = (trees: readonly number[], error: unknown): void => {
      if (!isDamage(error)) throw error;
      const fresh = trees.filter((tree) => !told.has(tree)).sort((a, b) => a - b);
      for (const tree of fresh) told.add(tree);
      const hurt = fresh.map((tree) => snapshots[tree]!.summary);
      if (hurt.length > 0) request.onDamage?.({ path, snapshots: hurt, error });
    };
    return { folder: new MergedFolder(states, treeChunks(chunks), { damaged: report }), path, select };
  };
  const roots = folderStates(snapshots.map(({ root }, tree) => ({ ids: root.tree, trees: [tree] })));
  const budget = new TreeBudget(snapshots.reduce((sum, { root }) => sum + root.files, 0));
  const stack = [open(roots, [], request.select)];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    request.signal?.throwIfAborted();
    const held = await top.folder.next();
    if (!held) {
      stack.pop();
      continue;
    }
    const path = [...top.path, held[0]!.entry.name];
    budget.count(held[0]!.entry, path.length);
    yield* versionsHeld(path, held, snapshots, top.select);
    const states = foldersIn(held);
    const select = states.length > 0 ? top.select.below(path.at(-1)!) : undefined;
    if (!select) continue;
    stack.push(open(states, path, select));
  }
}
