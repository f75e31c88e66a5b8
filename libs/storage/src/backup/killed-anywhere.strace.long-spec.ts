import { afterAll, describe, expect, it } from '@jest/globals';
import { KilledRuns } from '../testing/killed-runs.js';
import { scratch } from '../testing/scratch.js';

/** 30 MB at packs of 8 MiB: some are sealed and sent while others are cut. */
const PHOTOS = 12;
const PHOTO_BYTES = 2_300_000;
const NOTES = 400;

const folder = scratch();
afterAll(folder.remove);

describe.each(['quiet', 'full'] as const)('a larger backup at %s pace', (pace) => {
  it.each([
    ['write', 24],
    ['pwrite64', 50],
    ['rename', 1],
    ['link', 2],
    ['unlink', 4],
    ['fsync', 4],
    ['fdatasync', 2],
  ])(
    'killed at its %s calls, one in %i, loses nothing and sends at most one pack again',
    async (calls, step) => {
      const runs = new KilledRuns(folder.in(`${pace}-${calls}`), pace);
      await runs.prepare(PHOTOS, PHOTO_BYTES, NOTES);
      let kills = 0;
      for (let nth = 1; ; nth += step) {
        const at = runs.copy();
        const end = await runs.kill(at, { calls, nth });
        const { sentAgain, largestPack, damage, unknownPacks, restored, expected } = await runs.aftermath(at);
        expect({ nth, damage, unknownPacks }).toEqual({ nth, damage: [], unknownPacks: [] });
        expect(restored).toEqual(expected);
        expect(sentAgain).toBeLessThanOrEqual(largestPack);
        runs.remove(at);
        if (end === 'ended') break;
        kills += 1;
      }
      // Two packs are open at a thread, and on a busy machine one thread may do it all.
      expect(kills).toBeGreaterThan(1);
    },
    1_200_000,
  );
});
