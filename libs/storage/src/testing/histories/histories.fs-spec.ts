import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { MEMORY_DISK, scratch } from '../scratch.js';
import { playInMemory } from './play-in-memory.js';

jest.setTimeout(600_000);

/** 10 more go through a fault proxy to a real server: histories.s3-spec.ts; any number: histories.long-spec.ts. */
const HISTORIES = 190;

const folder = scratch(MEMORY_DISK);
afterAll(() => folder.remove());

describe('whatever happens to phones, laptops and the place', () => {
  it(`no snapshot that was called complete is ever lost or wrong, in ${HISTORIES} histories`, async () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= HISTORIES && wrong.length < 3; seed++) {
      const found = await playInMemory(folder.path, seed);
      if (found) wrong.push(found);
    }
    expect(wrong.join('\n\n')).toBe('');
  });
});
