import { randomInt } from 'node:crypto';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { LocalIndex } from '../index/local-index.js';
import type { PackKind } from '../packs/pack-layout.js';
import type { SealedPack } from '../packs/pack-writer.js';
import { PackWriter } from '../packs/pack-writer.js';
import type { ObjectStore } from '../repository/object-store.js';
import { PackUploads } from './pack-uploads.js';

/** Two data packs are open at a time and each chunk goes to either: the order of lengths is lost. */
const OPEN_PACKS = { data: 2, tree: 1 } as const;

/** Where a run's chunks go: those known already cost a look, the others are sealed, packed and sent. */
export class ChunkStore {
  /** Rows of packs that this run's snapshot needs and met by itself. */
  readonly touched = new Set<number>();
  readonly uploads: PackUploads;
  private readonly open: Record<PackKind, PackWriter[]> = { data: [], tree: [] };
  /** Ids in open packs and in those being sent: sealed once, but not known until the PUT is confirmed. */
  private readonly pending = new Set<string>();

  constructor(
    private readonly index: LocalIndex,
    private readonly keys: RepositoryKeys,
    private readonly spool: string,
    objects: ObjectStore,
    atOnce: number,
  ) {
    this.uploads = new PackUploads(objects, index, keys, atOnce, (pack) => this.confirmed(pack));
  }

  /** @throws StorageError `disk-full`, and what a location's `put` throws */
  async put(kind: PackKind, plain: Buffer): Promise<{ id: Buffer; highEntropy: boolean }> {
    const id = this.keys.chunkId(kind, plain);
    const key = id.toString('latin1');
    if (this.pending.has(key) || this.needKnown(id)) return { id, highEntropy: false };
    const packs = this.open[kind];
    if (packs.length < OPEN_PACKS[kind]) packs.push(new PackWriter(kind, this.keys, this.spool));
    const pack = packs[randomInt(packs.length)]!;
    const { compressed } = pack.add(id, plain);
    this.pending.add(key);
    if (pack.full) {
      packs.splice(packs.indexOf(pack), 1);
      await this.uploads.send(await pack.finish());
    }
    return { id, highEntropy: !compressed };
  }

  readonly putTree = async (plain: Buffer): Promise<Buffer> => (await this.put('tree', plain)).id;

  /** True when a confirmed, healthy pack holds it; the snapshot being made then names that pack. */
  needKnown(id: Uint8Array): boolean {
    const pack = this.index.packOf(id);
    if (pack !== undefined) this.touched.add(pack);
    return pack !== undefined;
  }

  /** Closes, sends and confirms everything of one kind. */
  async flush(kind: PackKind): Promise<void> {
    for (const pack of this.open[kind].splice(0)) await this.uploads.send(await pack.finish());
    await this.uploads.drain();
  }

  discard(): void {
    for (const pack of [...this.open.data.splice(0), ...this.open.tree.splice(0)]) pack.discard();
  }

  private confirmed(pack: SealedPack): void {
    const row = this.index.packByDigest(Buffer.from(pack.sha256, 'hex'))!;
    this.touched.add(row.id);
    for (const id of pack.ids) this.pending.delete(id.toString('latin1'));
  }
}
