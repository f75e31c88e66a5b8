import { setImmediate } from 'node:timers/promises';
import type { ArrangedFiles, ShownEntry, StagedItem } from '@holdfast/contracts';
import { buildTree } from '../backup/build-tree.js';
import { refused } from '../backup/pushed-row.js';
import { isReserved, ShownTree } from '../backup/shown-tree.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { Arrange } from '../repository/repository.js';
import type { OpenedSnapshot } from '../snapshots/snapshot-list.js';
import { SnapshotFiles } from './pushed-files.js';

const MOST_AT_ONCE = 1024;

/**
 * A snapshot as it would be if `arrange` had been asked when it was made: the same contents below another tree, which is on
 * this computer alone. Files without a name of the phone's own, which a source made itself, are not in it.
 */
export async function arrangeSnapshot(
  state: OpenState,
  snapshot: OpenedSnapshot,
  arrange: Arrange,
): Promise<OpenedSnapshot> {
  const files = await SnapshotFiles.open(state, snapshot.root);
  try {
    const arranging = new Arranging(files);
    const secrets = await arrange(arranging);
    await arranging.finish();
    const tree = await buildTree(files.staging, (plain) => state.chunks.localTrees.put(plain));
    return { ...snapshot, root: { ...snapshot.root, tree, ...(secrets && { secrets }) } };
  } finally {
    await files.close();
  }
}

/** The same words as in a backup, over files that are stored already. */
class Arranging implements ArrangedFiles {
  private readonly shown: ShownTree;
  private sinceTurn = 0;

  constructor(private readonly files: SnapshotFiles) {
    this.shown = new ShownTree(files.staging, false);
  }

  list(path: string): Promise<readonly StagedItem[]> {
    return this.files.list(path);
  }

  read(path: string): AsyncIterable<Uint8Array> {
    const bytes = this.files.read(path);
    if (!bytes) throw refused();
    return bytes;
  }

  async arrange(from: string | undefined, shown: ShownEntry): Promise<boolean> {
    await this.turn();
    if (isReserved(shown)) return false;
    if (from === undefined) return shown.kind !== 'file' && this.shown.entry(shown);
    const { tree } = this.files;
    const row = tree.find(from);
    if (row?.kind !== 'file' || shown.kind !== 'file' || !tree.show(row.id)) return false;
    const origin = Buffer.from(tree.segments(from).join('/'));
    if (this.shown.file(row, origin, shown) !== false) return true;
    tree.hide(row.id);
    return false;
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
