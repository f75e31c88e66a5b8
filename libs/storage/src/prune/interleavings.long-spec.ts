import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { MEMORY_DISK, scratch } from '../testing/scratch.js';
import { Interleavings } from '../testing/interleavings.js';

jest.setTimeout(600_000);

const ORDERS = 1000;
const FIRST = Number(process.env['HOLDFAST_TEST_SEED'] ?? 301);

const folder = scratch(MEMORY_DISK);
let interleavings: Interleavings;
beforeAll(async () => {
  interleavings = await Interleavings.prepare(folder.path);
});
afterAll(() => folder.remove());

describe('two writers and a pruner at once', () => {
  it(`leave every snapshot whole, in ${ORDERS} orders of events`, async () => {
    const wrong: string[] = [];
    for (let seed = FIRST; seed < FIRST + ORDERS && wrong.length < 3; seed++) {
      const found = await interleavings.play(seed);
      if (found) wrong.push(found);
    }
    expect(wrong).toEqual([]);
  });
});
