import { objectName } from '../format/object-name.js';
import type { DescribedPack } from './described-packs.js';
import { packsDescribedBy } from './described-packs.js';
import { SHARD_BYTES, SMALL_SHARD_BYTES } from './index-shard.js';
import type { LocalIndex } from './local-index.js';
import type { ShardPlace } from './store-shards.js';
import { storeShard } from './store-shards.js';

export interface MergedShards {
  /** Shards that a snapshot need not name any more. */
  readonly replaced: ReadonlySet<string>;
  /** Those that say the same of all packs that are still there. */
  readonly by: ReadonlySet<string>;
}

const NOTHING: MergedShards = { replaced: new Set(), by: new Set() };

/**
 * Writes what many small shards say once more into few large ones, so that a repository of many small runs can be opened
 * elsewhere by reading few objects. What is half full stays as it is, so each run pays for its own share and at most
 * 2 MiB of old ones, never for all there is. The small ones stay where they are until nothing names them; a
 * shard only describes, so two programs that do this at once leave one too many and no harm.
 * @param named names of objects, those of shards among them
 * @param most so many small ones may stay
 * @throws what a location's `put` throws
 */
export async function mergeShards(
  place: ShardPlace,
  named: Iterable<string>,
  most: number,
): Promise<MergedShards> {
  const { index } = place;
  const small = smallShards(index, named);
  if (small.length <= most) return NOTHING;
  const known = new Set(small.map(({ sha256 }) => sha256));
  const replaced = new Set<string>();
  const by = new Set<string>();
  for (const batch of batches(small)) {
    const packs: DescribedPack[] = [];
    for (const pack of packsDescribedBy(index, batch)) {
      // Another run or another computer may have put it into a larger one already.
      if (pack.shard !== undefined && !known.has(pack.shard)) by.add(objectName('index', pack.shard));
      else packs.push(pack);
    }
    if (packs.length > 0) by.add(await storeShard(place, packs));
    for (const sha256 of batch) replaced.add(objectName('index', sha256));
  }
  return { replaced, by };
}

interface SmallShard {
  readonly sha256: string;
  readonly size: number;
}

function smallShards(index: LocalIndex, named: Iterable<string>): SmallShard[] {
  const found: SmallShard[] = [];
  const sizeOf = index.sql('SELECT size FROM shard WHERE sha256 = ?');
  for (const name of named) {
    if (!name.startsWith('index/')) continue;
    const sha256 = name.slice('index/'.length);
    const size = sizeOf.get(Buffer.from(sha256, 'hex'))?.['size'] as number | undefined;
    if (size !== undefined && size < SMALL_SHARD_BYTES) found.push({ sha256, size });
  }
  return found;
}

/** As many as fit into one, the smallest first; one alone is not worth writing again. */
function* batches(small: readonly SmallShard[]): Generator<string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const { sha256, size } of small.toSorted((a, b) => a.size - b.size)) {
    if (bytes + size > SHARD_BYTES && batch.length > 1) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(sha256);
    bytes += size;
  }
  if (batch.length > 1) yield batch;
}
