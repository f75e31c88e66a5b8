import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { playHistory } from './history.js';
import { MemoryPlace } from './place.js';

/** A phone below 2 MiB is sealed without threads, which take as long to start as such a history takes. */
const SMALL_BYTES = 700_000;
const LARGE_BYTES = 4_000_000;

/**
 * Plays a history at a place in memory. One that fails is played again with a look after every step, which most often
 * tells of fewer steps. `most`: steps.
 */
export async function playInMemory(folder: string, seed: number, most = 8): Promise<string | undefined> {
  const first = await once(folder, seed, most, 6);
  return first === undefined ? undefined : ((await once(folder, seed, most, 1)) ?? first);
}

async function once(
  folder: string,
  seed: number,
  most: number,
  looksOneIn: number,
): Promise<string | undefined> {
  const here = join(folder, String(seed));
  rmSync(here, { recursive: true, force: true });
  mkdirSync(here);
  const clock = { now: Date.UTC(2026, 0, 1) };
  try {
    return await playHistory({
      seed,
      folder: here,
      clock,
      place: new MemoryPlace(clock),
      steps: [4, most],
      mostBytes: seed % 40 === 0 ? LARGE_BYTES : SMALL_BYTES,
      looksOneIn,
    });
  } finally {
    rmSync(here, { recursive: true, force: true });
  }
}
