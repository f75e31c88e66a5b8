import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { LocalIndex } from '../index/local-index.js';
import { PackWriter } from '../packs/pack-writer.js';
import { shortId } from '../index/shard-entries.js';
import type { PackUploads } from './pack-uploads.js';

/** Where a run's tree chunks go: those known already cost a look, the others are sealed, packed and sent. */
export class TreeStore {
  private open: PackWriter | undefined;
  /** Sealed in this run. */
  private readonly sealed = new Set<string>();

  constructor(
    private readonly index: LocalIndex,
    private readonly keys: RepositoryKeys,
    private readonly spool: string,
    private readonly uploads: PackUploads,
    /** Told of the row of each known pack that the snapshot will need. */
    private readonly touched: Set<number>,
  ) {}

  /** Answers with the chunk's id. @throws StorageError `disk-full`, and what a location's `put` throws */
  readonly put = async (plain: Buffer): Promise<Buffer> => {
    const id = this.keys.chunkId('tree', plain);
    const key = Buffer.from(shortId(id)).toString('latin1');
    if (this.sealed.has(key) || this.needKnown(id)) return id;
    this.open ??= new PackWriter('tree', this.keys, this.spool);
    this.open.add(id, plain);
    this.sealed.add(key);
    if (this.open.full) await this.close();
    return id;
  };

  /** True when a confirmed, healthy pack holds it; the snapshot being made then names that pack. */
  needKnown(id: Uint8Array): boolean {
    const pack = this.index.packOf(id);
    if (pack !== undefined) this.touched.add(pack);
    return pack !== undefined;
  }

  /** Closes, sends and confirms everything. */
  async flush(): Promise<void> {
    await this.close();
    await this.uploads.drain();
  }

  discard(): void {
    this.open?.discard();
    this.open = undefined;
  }

  private async close(): Promise<void> {
    const pack = this.open?.finish();
    this.open = undefined;
    if (pack) await this.uploads.send(pack);
  }
}
