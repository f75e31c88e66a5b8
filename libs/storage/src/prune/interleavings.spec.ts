import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { MEMORY_DISK, scratch } from '../testing/scratch.js';
import { Interleavings } from '../testing/interleavings.js';

jest.setTimeout(600_000);

/** 1,000 others: interleavings.long-spec.ts. */
const ORDERS = 40;

/** The next run of each phone merges index shards then. */
const MERGING = { orders: 8, smallRuns: 32 };

const folder = scratch(MEMORY_DISK);
let interleavings: Interleavings;
let merging: Interleavings;
beforeAll(async () => {
  interleavings = await Interleavings.prepare(folder.in('few'));
  merging = await Interleavings.prepare(folder.in('many'), MERGING.smallRuns);
});
afterAll(() => folder.remove());

/** What went wrong, of the first orders in which something did. */
async function wrongOf(played: Interleavings, orders: number): Promise<string[]> {
  const wrong: string[] = [];
  for (let seed = 1; seed <= orders && wrong.length < 3; seed++) {
    const found = await played.play(seed);
    if (found) wrong.push(found);
  }
  return wrong;
}

describe('two writers and a pruner at once', () => {
  it(`leave every snapshot whole, in ${ORDERS} orders of events`, async () => {
    expect(await wrongOf(interleavings, ORDERS)).toEqual([]);
  });

  it(`and where they merge shards, in ${MERGING.orders}`, async () => {
    expect(await wrongOf(merging, MERGING.orders)).toEqual([]);
  });
});
