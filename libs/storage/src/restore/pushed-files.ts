import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { PushedFiles, StagedItem } from '@holdfast/contracts';
import type { PushedRow } from '../backup/pushed-row.js';
import { entryOfRow } from '../backup/pushed-row.js';
import { PushedTree } from '../backup/pushed-tree.js';
import { Staging } from '../backup/staging.js';
import type { ChunkReader } from '../repository/chunk-reader.js';
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
export class SnapshotFiles implements PushedFiles {
  private constructor(
    private readonly chunks: ChunkReader,
    private readonly file: string,
    readonly staging: Staging,
    readonly tree: PushedTree,
  ) {}

  static async open(state: OpenState, root: SnapshotRoot): Promise<SnapshotFiles> {
    const file = `${state.paths.staging}-${randomBytes(8).toString('hex')}`;
    const staging = new Staging(file);
    const files = new SnapshotFiles(state.chunks, file, staging, new PushedTree(staging));
    try {
      const budget = new TreeBudget(root.files);
      for await (const walked of walkTree(root.tree, treeChunks(state.chunks), [], () => true, budget))
        staging.addPrevious(walked);
      await files.tree.keepPrevious();
      return files;
    } catch (error) {
      await files.close();
      throw error;
    }
  }

  async stat(path: string): Promise<StagedItem | undefined> {
    const row = this.tree.find(path);
    return row && item(row, path.split('/').at(-1) ?? '');
  }

  async list(path: string): Promise<readonly StagedItem[]> {
    const row = this.tree.find(path);
    return row?.kind === 'directory' ? this.tree.list(row) : [];
  }

  read(path: string): AsyncIterable<Uint8Array> | undefined {
    const row = this.tree.find(path);
    return row?.content ? readContent(this.chunks, entryOfRow(row, row.content)) : undefined;
  }

  async close(): Promise<void> {
    this.staging.close();
    rmSync(this.file, { force: true });
  }
}

const item = ({ kind, size, mtimeNs }: PushedRow, name: string): StagedItem => ({
  name,
  kind,
  size,
  mtimeNs,
});
