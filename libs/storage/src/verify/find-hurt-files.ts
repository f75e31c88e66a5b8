import { objectName } from '../format/object-name.js';
import type { PackKind } from '../packs/pack-layout.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import { treeChunks } from '../snapshots/find-path.js';
import type { SnapshotRoot } from '../snapshots/snapshot-root.js';
import { contentChunks } from '../tree/file-content.js';
import type { IdList } from '../tree/id-list.js';
import { eachId, encodeIdList } from '../tree/id-list.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import { TreeBudget } from '../tree/tree-budget.js';
import { walkTreePastDamage } from '../tree/walk-past-damage.js';
import { damaged } from '../format/damaged.js';
import { StorageError } from '../storage-error.js';
import type { DamageReport } from './damage-report.js';
import type { CheckedSnapshot } from './verify-repository.js';

/** Walks every tree and says which files each damaged object hurts; a part that lies whole elsewhere hurts nobody. */
export async function findHurtFiles(
  state: OpenState,
  report: DamageReport,
  snapshots: readonly CheckedSnapshot[],
  stopIfAsked: () => void,
  check: (name: string) => Promise<void>,
): Promise<void> {
  const walked = new Map<string, CheckedSnapshot>();
  for (const snapshot of snapshots) {
    const hurt = new HurtFinder(state, report, snapshot, check);
    const damagedFolders: { path: readonly Buffer[]; ids: IdList }[] = [];
    // While nothing is damaged, a folder that an earlier snapshot shares needs no second walk.
    const enter = (ids: IdList): boolean => {
      if (report.any) return true;
      const key = encodeIdList(ids).toString('latin1');
      const by = walked.get(key) ?? snapshot;
      walked.set(key, by);
      return by === snapshot;
    };
    const entries = walkTreePastDamage(
      snapshot.root.tree,
      treeChunks(state.chunks),
      [],
      ({ path, entry }) => damagedFolders.push({ path, ids: entry.ids }),
      ({ entry }) => enter(entry.ids),
      new TreeBudget(snapshot.root.files),
    );
    try {
      for await (const { path, entry } of entries) {
        stopIfAsked();
        if (entry.kind === 'file') await hurt.file(path, entry);
      }
    } catch (error) {
      if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
      hurt.blameSnapshot([]);
    }
    for (const { path, ids } of damagedFolders) await hurt.folder(path, ids);
    await hurt.leftOut(snapshot.root);
  }
}

class HurtFinder {
  constructor(
    private readonly state: OpenState,
    private readonly report: DamageReport,
    private readonly snapshot: CheckedSnapshot,
    private readonly check: (name: string) => Promise<void>,
  ) {}

  async file(path: readonly Buffer[], content: TreeEntry): Promise<void> {
    const lists: Buffer[] = [];
    let held = 0n;
    let told = false;
    try {
      const seen = (list: Buffer): void => void lists.push(list);
      for await (const id of contentChunks(content, treeChunks(this.state.chunks), seen)) {
        const [pack] = this.state.index.packsOf(id);
        if (pack?.present) held += BigInt(pack.plainLength);
        else told = await this.id('data', path, id);
      }
    } catch (error) {
      if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
      for (const list of lists) told = (await this.id('tree', path, list)) || told;
    }
    const end = content.size + BigInt(content.bundle?.offset ?? 0);
    // Its parts are whole, and are not what it says of them: no object but the snapshot is to blame.
    if (!told && (content.bundle ? held < end : held !== end)) this.blameSnapshot(path);
  }

  /** A folder that could not be read. */
  async folder(path: readonly Buffer[], ids: IdList): Promise<void> {
    if ((await this.parts(path, ids)) !== 'told') this.blameSnapshot(path);
  }

  async leftOut({ leftOutList, leftOut }: SnapshotRoot): Promise<void> {
    if ((await this.parts([], leftOutList, leftOut)) === 'endless') this.blameSnapshot([]);
  }

  /** Blames what keeps the tree chunks of a list from being read; `endless`: there are more than there can be. */
  private async parts(
    path: readonly Buffer[],
    ids: IdList,
    most?: number,
  ): Promise<'told' | 'readable' | 'endless'> {
    const lists: Buffer[] = [];
    const met = new Set<string>();
    let told = false;
    let end: 'readable' | 'endless' = 'readable';
    const seen = (list: Buffer): void => void lists.push(list);
    try {
      for await (const id of eachId(ids, treeChunks(this.state.chunks), seen, most)) {
        // Names are sorted, so no part comes twice; somebody who says so could say it for ever.
        if (met.size === met.add(id.toString('latin1')).size) throw damaged('A list of chunks');
        told = (await this.id('tree', path, id)) || told;
      }
    } catch (error) {
      if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
      end = 'endless';
      for (const list of lists) told = (await this.id('tree', path, list)) || told;
    }
    return told ? 'told' : end;
  }

  /** Blames whatever keeps a chunk from being read; false where nothing does. */
  private async id(kind: PackKind, path: readonly Buffer[], id: Buffer): Promise<boolean> {
    if (kind === 'tree' && (await this.readable(id))) return false;
    if (this.state.index.packsOf(id).length === 0) await this.state.chunks.readUncoveredPacks();
    let [known, told] = [false, false];
    for (const pack of this.state.index.packsOf(id)) {
      const name = objectName(pack.kind, pack.sha256);
      // What a pruning took away is missed by nobody, though older shards still tell of it.
      const isGone = !pack.present && !this.snapshot.names.has(name) && !this.report.has(name);
      if (pack.kind !== kind || isGone) continue;
      known = true;
      await this.check(name);
      if (!this.report.has(name)) continue;
      this.report.hurts(name, this.snapshot.id, path);
      told = true;
    }
    if (!known) this.blameUnknown(kind, path);
    else if (!told && kind === 'tree' && !(await this.readable(id))) this.blameSnapshot(path);
    return true;
  }

  private async readable(id: Buffer): Promise<boolean> {
    try {
      await this.state.chunks.chunk('tree', id);
      return true;
    } catch (error) {
      if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
      return false;
    }
  }

  /** No index shard is left that says where it was: then any lost pack of that kind may have held it. */
  private blameUnknown(kind: PackKind, path: readonly Buffer[]): void {
    const lost = [...this.snapshot.names].filter(
      (name) => name.startsWith(`${kind}/`) && this.report.has(name),
    );
    if (lost.length === 0) this.blameSnapshot(path);
    for (const name of lost) this.report.hurts(name, this.snapshot.id, path);
  }

  /** Whatever it names is whole, and yet it cannot be read. */
  blameSnapshot(path: readonly Buffer[]): void {
    this.report.note(this.snapshot.objectName, 'unreadable');
    this.report.hurts(this.snapshot.objectName, this.snapshot.id, path);
  }
}
