import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import { encodeShard } from '../index/index-shard.js';
import { ShardEntries } from '../index/shard-entries.js';
import { scratch } from '../testing/scratch.js';
import { PackWriter } from './pack-writer.js';
import { paddedPackBytes } from './padding.js';

const KIB = 1024;
const MIB = 1024 * KIB;

describe('sizes that a location sees', () => {
  const folder = scratch();
  const spool = folder.in('spool');
  const keys = new RepositoryKeys(randomBytes(16), randomBytes(32), [
    { number: 1, key: randomBytes(32), createdAtMs: 0 },
  ]);
  beforeAll(() => mkdirSync(spool));
  afterAll(folder.remove);

  it('are whole steps of 256 KiB from 2 MiB on, and never more than an eighth too large', () => {
    for (let length = 1; length < 17 * MIB; length += 4099) {
      const padded = paddedPackBytes(length);
      expect(padded).toBeGreaterThanOrEqual(length);
      expect(padded).toBeLessThanOrEqual(length * 1.125);
      expect(paddedPackBytes(padded)).toBe(padded);
      if (length >= 2 * MIB) expect(padded % (256 * KIB)).toBe(0);
    }
  });

  it.each([
    [2 * MIB, 17 * MIB, 0.99],
    [512 * KIB, 2 * MIB, 0.9],
    [64 * KIB, 512 * KIB, 0.6],
  ])('from %i to %i bytes do not tell a length from one 1,000 bytes longer', (from, to, most) => {
    let [same, all] = [0, 0];
    for (let length = from; length < to; length += 997) {
      all += 1;
      if (paddedPackBytes(length) === paddedPackBytes(length + 1000)) same += 1;
    }
    expect(same / all).toBeGreaterThan(most);
  });

  it.each([20, 1_000, 100_000, 900_000])(
    'of a chunk of %i bytes alone in its pack are not told from those of one 1,000 bytes longer, for its dummy',
    (length) => {
      const sizes = (bytes: number): Set<number> =>
        new Set(
          Array.from({ length: 40 }, () => {
            const pack = new PackWriter('data', keys, spool);
            pack.add(randomBytes(32), randomBytes(bytes));
            return pack.finish().size;
          }),
        );
      const [one, other] = [sizes(length), sizes(length + 1000)];
      expect(one.size).toBeGreaterThan(1);
      expect([...one].filter((size) => other.has(size))).not.toEqual([]);
    },
  );

  it('of an index shard do not count its chunks', () => {
    const shard = (chunks: number): number => {
      const one = { id: randomBytes(32), length: 5, plainLength: 5 };
      const entries = ShardEntries.of(Array.from({ length: chunks }, () => one));
      return encodeShard(keys, [{ kind: 'data', sha256: randomBytes(32), size: 1, entries }]).length;
    };
    expect(new Set([1, 2, 17, 80, 140].map(shard))).toEqual(new Set([4096]));
    expect(new Set([9000, 9100, 9200].map(shard)).size).toBeLessThan(3);
    for (const chunks of [1, 200, 3000, 60_000])
      expect(shard(chunks)).toBeLessThan(chunks * 28 * 1.125 + 5000);
  });
});
