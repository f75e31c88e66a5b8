import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { MEMORY_DISK, scratch } from '../scratch.js';
import { playInMemory } from './play-in-memory.js';

jest.setTimeout(3_500_000);

const HISTORIES = Number(process.env['HOLDFAST_TEST_HISTORIES'] ?? 2000);
const FIRST = Number(process.env['HOLDFAST_TEST_SEED'] ?? 1001);

const folder = scratch(MEMORY_DISK);
afterAll(() => folder.remove());

describe('whatever happens to phones, laptops and the place', () => {
  it(`no snapshot that was called complete is ever lost or wrong, in ${HISTORIES} histories`, async () => {
    const wrong: string[] = [];
    for (let seed = FIRST; seed < FIRST + HISTORIES && wrong.length < 3; seed++) {
      const found = await playInMemory(folder.path, seed, 12);
      if (found) wrong.push(found);
    }
    expect(wrong.join('\n\n')).toBe('');
  });
});
