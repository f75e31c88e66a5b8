import { objectName, sha256Hex } from '../format/object-name.js';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { ObjectStore } from '../repository/object-store.js';
import { packsWithoutShard } from './described-packs.js';
import type { IndexedPack } from './index-shard.js';
import { encodeShard, saidBytes, SHARD_BYTES } from './index-shard.js';
import type { LocalIndex } from './local-index.js';

export interface ShardPlace {
  readonly objects: ObjectStore;
  readonly index: LocalIndex;
  readonly keys: RepositoryKeys;
}

/** Stores a shard that is named for these packs from now on, and answers with its name. */
export async function storeShard(
  { objects, index, keys }: ShardPlace,
  packs: readonly IndexedPack[],
): Promise<string> {
  const shard = encodeShard(keys, packs);
  const sha256 = sha256Hex(shard);
  const name = objectName('index', sha256);
  await objects.put(name, shard);
  index.transaction(() => index.addShard(Buffer.from(sha256, 'hex'), packs, true, true));
  return name;
}

/** Describes every pack that is stored and that no shard describes, those of killed runs too. Answers how many shards it took. */
export async function describePacks(place: ShardPlace): Promise<number> {
  let stored = 0;
  let batch: IndexedPack[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    await storeShard(place, batch);
    [batch, bytes, stored] = [[], 0, stored + 1];
  };
  for (const pack of packsWithoutShard(place.index)) {
    batch.push(pack);
    bytes += saidBytes([pack]);
    if (bytes >= SHARD_BYTES) await flush();
  }
  await flush();
  return stored;
}
