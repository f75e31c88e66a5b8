import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { randomBytes } from 'node:crypto';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import { objectName, sha256Hex } from '../format/object-name.js';
import type { Objects } from '../testing/interleaved-location.js';
import { InterleavedPlace, seeded } from '../testing/interleaved-location.js';
import { ObjectStore } from '../repository/object-store.js';
import type { IndexedPack } from './index-shard.js';
import { decodeShard, encodeShard, SMALL_SHARD_BYTES } from './index-shard.js';
import { LocalIndex } from './local-index.js';
import { mergeShards } from './merge-shards.js';
import { SHARD_ENTRY_BYTES, ShardEntries } from './shard-entries.js';

const keys = new RepositoryKeys(randomBytes(16), randomBytes(32), []);

const packOf = (chunks: number): IndexedPack => ({
  kind: 'data',
  sha256: randomBytes(32),
  size: 1000,
  entries: new ShardEntries(randomBytes(chunks * SHARD_ENTRY_BYTES)),
});

/** What shards say, a line a pack, each pack once. */
function said(objects: Objects, names: Iterable<string>): string[] {
  const lines = new Set<string>();
  for (const name of names) {
    for (const pack of decodeShard(keys, objects.get(name)!.bytes, name)) {
      const { kind, sha256, size, entries } = pack;
      lines.add([kind, sha256.toString('hex'), size, entries.bytes.toString('hex')].join(' '));
    }
  }
  return [...lines].sort();
}

async function withShards(
  packs: readonly IndexedPack[],
  shards: readonly (readonly number[])[],
  work: (
    place: { objects: ObjectStore; index: LocalIndex },
    names: string[],
    stored: Objects,
  ) => Promise<void>,
): Promise<void> {
  const stored: Objects = new Map();
  const index = new LocalIndex(':memory:', keys.repositoryId);
  const names = shards.map((picks) => {
    const described = picks.map((pick) => packs[pick % packs.length]!);
    const bytes = encodeShard(keys, described);
    const name = objectName('index', sha256Hex(bytes));
    stored.set(name, { bytes, storedAtMs: 0 });
    index.addShard(Buffer.from(sha256Hex(bytes), 'hex'), described, true);
    return name;
  });
  const failure = await new InterleavedPlace(stored, seeded(1), { now: 0 }).run((location) =>
    work({ objects: new ObjectStore(location), index }, names, stored),
  );
  index.close();
  if (failure) throw failure as Error;
}

describe('merging shards', () => {
  it('says of every pack what was said before, however they overlap, and again when it is done again', async () => {
    const chunks = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });
    const picks = fc.array(fc.uniqueArray(fc.nat(29), { minLength: 1, maxLength: 6 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(chunks, picks, fc.integer({ min: 1, max: 10 }), async (sizes, shards, most) => {
        const packs = sizes.map(packOf);
        const distinct = shards.map((some) => [...new Set(some.map((pick) => pick % packs.length))]);
        await withShards(packs, distinct, async (place, names, stored) => {
          const before = said(stored, names);
          let named = new Set(names);
          for (let round = 0; round < 2; round++) {
            const { replaced, by } = await mergeShards({ ...place, keys }, named, most);
            named = new Set([...[...named].filter((name) => !replaced.has(name)), ...by]);
            expect(said(stored, named)).toEqual(before);
            expect(named.size).toBeLessThanOrEqual(Math.max(most, 1));
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('leaves large ones alone, and makes none larger than 4 MiB and a pack', async () => {
    const large = packOf(Math.ceil(SMALL_SHARD_BYTES / SHARD_ENTRY_BYTES));
    const packs = [large, ...Array.from({ length: 50 }, () => packOf(3200))];
    const shards = packs.map((_, at) => [at]);
    await withShards(packs, shards, async (place, names, stored) => {
      const { replaced, by } = await mergeShards({ ...place, keys }, names, 32);
      expect([replaced.size, replaced.has(names[0]!)]).toEqual([50, false]);
      expect(by.size).toBe(2);
      for (const name of by) expect(stored.get(name)!.bytes.length).toBeLessThan(4.1 * 1024 * 1024);
      expect(said(stored, [names[0]!, ...by])).toEqual(said(stored, names));
    });
  });

  it('uses what another computer has merged already', async () => {
    const packs = Array.from({ length: 10 }, () => packOf(5));
    const shards = [...packs.map((_, at) => [at]), packs.map((_, at) => at)];
    await withShards(packs, shards, async (place, names, stored) => {
      const { replaced, by } = await mergeShards({ ...place, keys }, names.slice(0, 10), 4);
      expect([replaced.size, [...by]]).toEqual([10, [names[10]]]);
      expect(stored.size).toBe(11);
    });
  });
});

describe('a shard that is gone', () => {
  it('leaves its packs to another one that describes them, and only then to the next run', async () => {
    const packs = [packOf(3), packOf(4)];
    await withShards(packs, [[0], [0, 1]], async ({ index }, names) => {
      const shardOf = (pack: IndexedPack) => index.pack(index.packByDigest(pack.sha256)!.id).shard;
      const digest = (at: number): Buffer => Buffer.from(names[at]!.slice('index/'.length), 'hex');
      expect(shardOf(packs[0]!)).toBe(digest(1).toString('hex'));
      index.forgetShard(digest(1));
      expect([shardOf(packs[0]!), shardOf(packs[1]!)]).toEqual([digest(0).toString('hex'), undefined]);
    });
  });
});
