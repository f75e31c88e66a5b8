import { objectName } from '../format/object-name.js';
import type { PackKind } from '../packs/pack-layout.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import { treeChunks } from '../snapshots/find-path.js';
import type { IdList } from '../tree/id-list.js';
import { eachId, encodeIdList } from '../tree/id-list.js';
import { walkTreePastDamage } from '../tree/walk-past-damage.js';
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
  const walked = new Set<string>();
  for (const snapshot of snapshots) {
    const hurt = new HurtFinder(state, report, snapshot, check);
    const damagedFolders: { path: readonly Buffer[]; ids: IdList }[] = [];
    // While nothing is damaged, a folder that an earlier snapshot shares needs no second walk.
    const enter = (ids: IdList): boolean => {
      if (report.any) return true;
      const key = encodeIdList(ids).toString('latin1');
      return walked.has(key) ? false : (walked.add(key), true);
    };
    const entries = walkTreePastDamage(
      snapshot.root.tree,
      treeChunks(state.chunks),
      [],
      ({ path, entry }) => damagedFolders.push({ path, ids: entry.ids }),
      ({ entry }) => enter(entry.ids),
    );
    for await (const { path, entry } of entries) {
      stopIfAsked();
      if (entry.kind === 'file') await hurt.file(path, entry.ids);
    }
    for (const { path, ids } of damagedFolders) await hurt.ids('tree', path, ids.ids);
    for await (const id of pastDamage(snapshot.root.leftOutList, state)) await hurt.ids('tree', [], [id]);
  }
}

async function* pastDamage(list: IdList, state: OpenState): AsyncGenerator<Buffer> {
  try {
    yield* eachId(list, treeChunks(state.chunks));
  } catch (error) {
    if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
    yield* list.ids;
  }
}

class HurtFinder {
  constructor(
    private readonly state: OpenState,
    private readonly report: DamageReport,
    private readonly snapshot: CheckedSnapshot,
    private readonly check: (name: string) => Promise<void>,
  ) {}

  async file(path: readonly Buffer[], list: IdList): Promise<void> {
    try {
      for await (const id of eachId(list, treeChunks(this.state.chunks))) await this.ids('data', path, [id]);
    } catch (error) {
      if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
      await this.ids('tree', path, list.ids);
    }
  }

  /** Blames whatever keeps these chunks from being read. */
  async ids(kind: PackKind, path: readonly Buffer[], ids: readonly Buffer[]): Promise<void> {
    for (const id of ids) {
      if (kind === 'data' && this.state.index.packOf(id) !== undefined) continue;
      if (kind === 'tree' && (await this.readable(id))) continue;
      if (this.state.index.packsOf(id).length === 0) await this.state.chunks.readUncoveredPacks();
      const packs = this.state.index.packsOf(id);
      for (const pack of packs) {
        const name = objectName(pack.kind, pack.sha256);
        await this.check(name);
        if (!this.report.has(name)) continue;
        this.report.hurts(name, this.snapshot.id, path);
      }
      if (packs.length === 0) this.blameUnknown(kind, path);
    }
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
    if (lost.length === 0) this.report.note(this.snapshot.objectName, 'unreadable');
    for (const name of lost.length > 0 ? lost : [this.snapshot.objectName]) {
      this.report.hurts(name, this.snapshot.id, path);
    }
  }
}
