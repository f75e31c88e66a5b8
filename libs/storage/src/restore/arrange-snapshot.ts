import { setImmediate } from 'node:timers/promises';
import type { ArrangedFiles, Category, LeftOut, ShownEntry, StagedItem } from '@holdfast/contracts';
import { buildTree } from '../backup/build-tree.js';
import { contentIdOf, refused } from '../backup/pushed-row.js';
import { isReserved, ShownTree } from '../backup/shown-tree.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { Arrange } from '../repository/repository.js';
import type { OpenedSnapshot } from '../snapshots/snapshot-list.js';
import { encodeContent } from '../tree/file-content.js';
import { MadeFiles } from './made-file.js';
import { SnapshotFiles } from './pushed-files.js';

const MOST_AT_ONCE = 1024;

/**
 * A snapshot as it would be if `arrange` had been asked when it was made: the same contents below another tree, which is on
 * this computer alone, as are files that are made of them. Made files that it holds already are not in it.
 */
export async function arrangeSnapshot(
  state: OpenState,
  snapshot: OpenedSnapshot,
  arrange: Arrange,
): Promise<{ readonly arranged: OpenedSnapshot; readonly leftOut: number }> {
  const files = await SnapshotFiles.open(state, snapshot.root);
  try {
    const arranging = new Arranging(files, new MadeFiles(state));
    const secrets = await arrange(arranging);
    await arranging.finish();
    const { count, size } = files.staging
      .sql('SELECT count(*) AS count, total(size) AS size FROM node WHERE kind = 0 AND present = 1')
      .get() as { count: bigint; size: number };
    const tree = await buildTree(files.staging, async (plain) => {
      await setImmediate();
      return state.chunks.local.put('tree', plain);
    });
    const root = { ...snapshot.root, tree, files: Number(count), bytes: BigInt(size) };
    return {
      arranged: { ...snapshot, root: secrets ? { ...root, secrets } : root },
      leftOut: arranging.leftOut,
    };
  } finally {
    await files.close();
  }
}

/** The same words as in a backup, over files that are stored already. */
class Arranging implements ArrangedFiles {
  leftOut = 0;
  private readonly shown: ShownTree;
  private making = 0;
  private sinceTurn = 0;

  constructor(
    private readonly files: SnapshotFiles,
    private readonly made: MadeFiles,
  ) {
    this.shown = new ShownTree(files.staging, false);
  }

  async begin(path: string, _size?: bigint, category: Category = 'other'): Promise<void> {
    if (this.made.isOpen) throw refused();
    this.making = this.files.tree.newFile(path, 0n, 0n, category).id;
    this.made.begin();
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.made.isOpen) throw refused();
    await this.made.write(bytes);
  }

  async end(): Promise<void> {
    if (!this.made.isOpen) throw refused();
    const { content, size } = await this.made.end();
    this.files.staging.setContent(this.making, encodeContent(content), size, 0n);
  }

  async remove(path: string): Promise<void> {
    const row = this.files.tree.find(path);
    if (row) this.files.tree.remove(row.id);
  }

  list(path: string): Promise<readonly StagedItem[]> {
    return this.files.list(path);
  }

  read(path: string): AsyncIterable<Uint8Array> {
    const bytes = this.files.read(path);
    if (!bytes) throw refused();
    return bytes;
  }

  async contentId(path: string): Promise<Uint8Array | undefined> {
    const row = this.files.tree.find(path);
    return row?.content ? contentIdOf(row.content, row) : undefined;
  }

  async keepMade(folder: readonly Uint8Array[], madeOf: Uint8Array): Promise<number> {
    return this.shown.keepMade(folder, madeOf);
  }

  async arrange(from: string | undefined, shown: ShownEntry): Promise<boolean> {
    await this.turn();
    if (isReserved(shown)) return false;
    if (from === undefined) return shown.kind !== 'file' && this.shown.entry(shown);
    const { tree } = this.files;
    const row = tree.find(from);
    if (row?.kind !== 'file' || shown.kind !== 'file' || !tree.show(row.id)) return false;
    const origin = shown.isMade ? null : Buffer.from(tree.segments(from).join('/'));
    if (this.shown.file(row, origin, shown) !== false) return true;
    tree.hide(row.id);
    return false;
  }

  leaveOut(_left: LeftOut): void {
    this.leftOut += 1;
  }

  async finish(): Promise<void> {
    for (const row of this.files.tree.notShown()) {
      await this.turn();
      this.shown.unarranged(row);
    }
    this.files.tree.discard();
    this.shown.dateFolders();
  }

  /** A million files are shown without a byte that is waited for: signals and timers have their turn. */
  private async turn(): Promise<void> {
    if ((this.sinceTurn += 1) < MOST_AT_ONCE) return;
    this.sinceTurn = 0;
    await setImmediate();
  }
}
