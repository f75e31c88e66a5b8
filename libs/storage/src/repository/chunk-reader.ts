import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { LocalIndex } from '../index/local-index.js';
import { learnPack, uncoveredPacks } from '../index/uncovered-packs.js';
import type { PackKind } from '../packs/pack-layout.js';
import { StorageError } from '../storage-error.js';
import { LocalChunks } from './local-chunks.js';
import type { ObjectStore } from './object-store.js';
import { PackCache } from './pack-cache.js';

/** Chunks by id, from whichever healthy pack holds them. */
export class ChunkReader {
  private readonly cache: PackCache;
  private uncoveredRead = false;
  readonly local: LocalChunks;

  constructor(
    readonly index: LocalIndex,
    readonly objects: ObjectStore,
    readonly keys: RepositoryKeys,
  ) {
    this.cache = new PackCache(objects, keys);
    this.local = new LocalChunks(keys);
  }

  /** @throws StorageError `object-missing`, `object-altered`, `location-unreachable` */
  async chunk(kind: PackKind, id: Uint8Array): Promise<Buffer> {
    const local = this.local.get(id);
    if (local) return local;
    const packs = this.index.packsOf(id);
    if (packs.length === 0 && (await this.readUncoveredPacks())) return this.chunk(kind, id);
    let failure: unknown;
    for (const pack of packs) {
      if (pack.kind !== kind) continue;
      try {
        return (await this.cache.pack(kind, pack.sha256)).chunk(id);
      } catch (error) {
        if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
        failure ??= error;
      }
    }
    throw failure ?? missingChunk();
  }

  /**
   * Learns what packs hold that no readable shard describes, from their own sealed headers: the way back when shards
   * are damaged and the work folder is gone. Answers true the first time, when asking again may help.
   */
  async readUncoveredPacks(): Promise<boolean> {
    if (this.uncoveredRead) return false;
    this.uncoveredRead = true;
    for await (const pack of uncoveredPacks(this)) await learnPack(this, pack);
    return true;
  }
}

export function missingChunk(): StorageError {
  return new StorageError(
    'object-missing',
    'No pack at this location holds a part that is needed. Run verify to see which files that hurts.',
  );
}
