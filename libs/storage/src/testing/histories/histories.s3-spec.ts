import { startFaultProxy, type FaultProxy } from '@holdfast/fault-proxy';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { mkdirSync, rmSync } from 'node:fs';
import { type Radosgw, startRadosgw } from '../radosgw.js';
import { MEMORY_DISK, scratch } from '../scratch.js';
import { BucketPlace } from './bucket-place.js';
import { playHistory } from './history.js';

jest.setTimeout(600_000);

const HISTORIES = 10;

const folder = scratch(MEMORY_DISK);
let server: Radosgw;
beforeAll(async () => {
  server = await startRadosgw();
}, 60_000);
afterAll(async () => {
  await server.stop();
  folder.remove();
}, 60_000);

/** The place's own clock is the server's, so that of the history begins with it. */
async function play(seed: number): Promise<string | undefined> {
  const here = folder.in(String(seed));
  mkdirSync(here);
  const place = server.place();
  const proxy: FaultProxy = await startFaultProxy({ upstream: place.endpoint, seed });
  const bucket = new BucketPlace(place, proxy);
  try {
    return await playHistory({
      seed,
      folder: here,
      clock: { now: Date.now() },
      place: bucket,
      steps: [3, 5],
      mostBytes: 400_000,
      looksOneIn: 12,
    });
  } finally {
    await bucket.close();
    await proxy.close();
    rmSync(here, { recursive: true, force: true });
  }
}

describe('whatever happens, and a line that breaks, cuts, flips, swallows and loses what goes over it', () => {
  it(`no snapshot that was called complete is ever lost or wrong, in ${HISTORIES} histories`, async () => {
    const wrong: string[] = [];
    for (let seed = 5001; seed < 5001 + HISTORIES && wrong.length < 3; seed++) {
      const found = await play(seed);
      if (found) wrong.push(found);
    }
    expect(wrong.join('\n\n')).toBe('');
  });
});
