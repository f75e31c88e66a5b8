import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { PushedFiles, StagedItem } from '@holdfast/contracts';
import type { PushedRow } from '../backup/pushed-row.js';
import { entryOfRow } from '../backup/pushed-row.js';
import { PushedTree } from '../backup/pushed-tree.js';
import { Staging } from '../backup/staging.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import { treeChunks } from '../snapshots/find-path.js';
import { readContent } from '../snapshots/read-file.js';
import type { SnapshotRoot } from '../snapshots/snapshot-root.js';
import { TreeBudget } from '../tree/tree-budget.js';
import { walkTree } from '../tree/walk-tree.js';

/**
 * The files of a snapshot by the phone's own names, in a table on disk, since a phone asks for them in an order of its own
 * and a million names are no matter for memory. The table is gone when it is closed.
 */
export async function openPushedFiles(state: OpenState, root: SnapshotRoot): Promise<PushedFiles> {
  const file = `${state.paths.staging}-${randomBytes(8).toString('hex')}`;
  const staging = new Staging(file);
  const close = async (): Promise<void> => {
    staging.close();
    rmSync(file, { force: true });
  };
  try {
    const budget = new TreeBudget(root.files);
    for await (const walked of walkTree(root.tree, treeChunks(state.chunks), [], () => true, budget))
      staging.addPrevious(walked);
    const tree = new PushedTree(staging);
    await tree.keepPrevious();
    return {
      stat: async (path) => {
        const row = tree.find(path);
        return row && item(row, path.split('/').at(-1) ?? '');
      },
      list: async (path) => {
        const row = tree.find(path);
        return row?.kind === 'directory' ? tree.list(row) : [];
      },
      read: (path) => {
        const row = tree.find(path);
        return row?.content ? readContent(state.chunks, entryOfRow(row, row.content)) : undefined;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const item = ({ kind, size, mtimeNs }: PushedRow, name: string): StagedItem => ({
  name,
  kind,
  size,
  mtimeNs,
});
