import { expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { compress, decompress } from './compression.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;

const CHUNKS = 512;
const MOST_LEFT = 2 * 1024 * 1024;

/** What lies outside of the heap once young collections are through; their sweeping goes on beside the program. */
async function left(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let look = 0; look < 20; look++) {
    collect({ type: 'minor' });
    await pause(25);
    least = Math.min(least, process.memoryUsage().arrayBuffers);
  }
  return least;
}

it('leaves nothing behind that outlives young collections, either way', async () => {
  const page = Buffer.concat([randomBytes(20_000), Buffer.alloc(45_536)]);
  const { bytes } = compress(page);
  const before = await left();
  for (let chunk = 1; chunk <= CHUNKS; chunk++) {
    compress(page);
    decompress(bytes, page.length, 'x');
    if (chunk % 32 === 0) collect({ type: 'minor' });
  }
  expect((await left()) - before).toBeLessThan(MOST_LEFT);
});
