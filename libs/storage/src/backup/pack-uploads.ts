import { createReadStream, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { objectName } from '../format/object-name.js';
import { countWithoutShard } from '../index/described-packs.js';
import { ShardEntries } from '../index/shard-entries.js';
import { describePacks } from '../index/store-shards.js';
import type { LocalIndex } from '../index/local-index.js';
import type { SealedPack } from '../packs/pack-writer.js';
import type { ObjectStore } from '../repository/object-store.js';
import { spoolFailure } from '../repository/work-folder.js';

/** An index shard at the latest after this much, so that a lost work folder never means sending more than that again. */
const SHARD_AFTER = { packs: 64, bytes: 1024 ** 3, chunks: 65_536 };

/**
 * Sends closed packs, a few at a time. What a pack holds is written down before it is sent and counts only once its PUT
 * is confirmed: a run that is killed between the two finds the pack at the location by its name.
 */
export class PackUploads {
  private readonly queue: SealedPack[] = [];
  private readonly running = new Set<Promise<void>>();
  private failure: { error: unknown } | undefined;
  private chunksSinceShard = 0;
  private shards: Promise<void> = Promise.resolve();

  constructor(
    readonly objects: ObjectStore,
    readonly index: LocalIndex,
    readonly keys: RepositoryKeys,
    private readonly atOnce: number,
    private readonly stored: (pack: SealedPack, row: number) => void,
  ) {}

  /** Takes a pack; resolves once fewer wait than are sent at a time. @throws whatever an upload failed with */
  async send(pack: SealedPack): Promise<void> {
    const row = { ...pack, sha256: Buffer.from(pack.sha256, 'hex'), entries: entriesOf(pack) };
    this.index.durably(() => this.index.addPack(row, false));
    this.queue.push(pack);
    this.fill();
    while (this.queue.length > 0 && !this.failure) await Promise.race(this.running);
    this.check();
  }

  /** All sent and confirmed. @throws whatever an upload failed with */
  async drain(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
    await this.shards;
    this.check();
  }

  /** Names every pack that no shard names yet, those of killed runs too. */
  async writeShards(): Promise<void> {
    this.chunksSinceShard = 0;
    await describePacks(this);
  }

  private fill(): void {
    while (this.running.size < this.atOnce && this.queue.length > 0 && !this.failure) {
      const upload: Promise<void> = this.upload(this.queue.shift()!)
        .catch((error: unknown) => void (this.failure ??= { error }))
        .finally(() => {
          this.running.delete(upload);
          this.fill();
        });
      this.running.add(upload);
    }
  }

  private async upload(pack: SealedPack): Promise<void> {
    const { kind, sha256, size, file } = pack;
    await makeDurable(file);
    await this.objects.putStream(objectName(kind, sha256), {
      size,
      sha256,
      file,
      open: () => createReadStream(file, { highWaterMark: 1024 * 1024 }),
    });
    const row = this.index.transaction(() => this.index.confirmPack(Buffer.from(sha256, 'hex')));
    rmSync(file, { force: true });
    this.stored(pack, row);
    this.chunksSinceShard += entriesOf(pack).count;
    const waiting = countWithoutShard(this.index);
    const due =
      waiting.packs >= SHARD_AFTER.packs ||
      waiting.bytes >= SHARD_AFTER.bytes ||
      this.chunksSinceShard >= SHARD_AFTER.chunks;
    if (due) await (this.shards = this.shards.then(() => this.writeShards()));
  }

  private check(): void {
    if (this.failure) throw this.failure.error;
  }
}

function entriesOf({ entries }: SealedPack): ShardEntries {
  return new ShardEntries(Buffer.from(entries.buffer, entries.byteOffset, entries.byteLength));
}

async function makeDurable(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.datasync();
  } catch (error) {
    throw spoolFailure(error, file);
  } finally {
    await handle.close();
  }
}
