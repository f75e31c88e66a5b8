import { createReadStream, rmSync } from 'node:fs';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { objectName, sha256Hex } from '../format/object-name.js';
import type { IndexedPack } from '../index/index-shard.js';
import { encodeShard, SHARD_BYTES } from '../index/index-shard.js';
import type { LocalIndex } from '../index/local-index.js';
import type { SealedPack } from '../packs/pack-writer.js';
import type { ObjectStore } from '../repository/object-store.js';

/** An index shard at the latest after this much, so that a lost work folder never means sending more than that again. */
const SHARD_AFTER = { packs: 64, bytes: 1024 ** 3, chunks: 65_536 };

/**
 * Sends closed packs, a few at a time, and records what each holds only once its PUT is confirmed. The spool holds at
 * most the open packs and those being sent.
 */
export class PackUploads {
  private readonly running = new Set<Promise<void>>();
  private failure: { error: unknown } | undefined;
  private chunksSinceShard = 0;

  constructor(
    private readonly objects: ObjectStore,
    private readonly index: LocalIndex,
    private readonly keys: RepositoryKeys,
    private readonly atOnce: number,
    private readonly stored: (pack: SealedPack) => void,
  ) {}

  /** Waits for a free place. @throws whatever an earlier upload failed with */
  async send(pack: SealedPack): Promise<void> {
    while (this.running.size >= this.atOnce) await Promise.race(this.running);
    this.check();
    const upload = this.upload(pack)
      .catch((error: unknown) => void (this.failure ??= { error }))
      .finally(() => this.running.delete(upload));
    this.running.add(upload);
    const waiting = this.index.countWithoutShard();
    if (
      waiting.packs >= SHARD_AFTER.packs ||
      waiting.bytes >= SHARD_AFTER.bytes ||
      this.chunksSinceShard >= SHARD_AFTER.chunks
    ) {
      await this.writeShards();
    }
  }

  /** All sent and confirmed. @throws whatever an upload failed with */
  async drain(): Promise<void> {
    await Promise.all(this.running);
    this.check();
  }

  /** Names every pack that no shard names yet, those of killed runs too. */
  async writeShards(): Promise<void> {
    this.chunksSinceShard = 0;
    let batch: IndexedPack[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      if (batch.length === 0) return;
      const shard = encodeShard(this.keys, batch);
      const sha256 = sha256Hex(shard);
      await this.objects.put(objectName('index', sha256), shard);
      const named = batch;
      this.index.transaction(() => this.index.addShard(Buffer.from(sha256, 'hex'), named, true));
      [batch, bytes] = [[], 0];
    };
    for (const pack of this.index.packsWithoutShard()) {
      batch.push(pack);
      bytes += 41 + pack.ids.length * 32;
      if (bytes >= SHARD_BYTES) await flush();
    }
    await flush();
  }

  private async upload(pack: SealedPack): Promise<void> {
    const { kind, sha256, size, file } = pack;
    await this.objects.putStream(objectName(kind, sha256), {
      size,
      sha256,
      open: () => createReadStream(file, { highWaterMark: 1024 * 1024 }),
    });
    const row = { kind, sha256: Buffer.from(sha256, 'hex'), size, ids: pack.ids };
    this.index.transaction(() => this.index.addPack(row, null, true));
    this.chunksSinceShard += pack.ids.length;
    this.stored(pack);
    rmSync(file, { force: true });
  }

  private check(): void {
    if (this.failure) throw this.failure.error;
  }
}
