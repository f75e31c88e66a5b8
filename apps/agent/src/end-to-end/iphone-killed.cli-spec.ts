import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { KilledIphone } from '../testing/killed-iphone.js';
import type { Moment } from '../testing/killed-iphone.js';

jest.setTimeout(120_000);

/** Every few MB and ms: iphone-killed.long-spec.ts. */
describe('a backup of an iPhone that is killed', () => {
  let iphone: KilledIphone;
  beforeAll(async () => void (iphone = await KilledIphone.make()));
  afterAll(() => iphone.close());

  it.each<[string, Moment]>([
    ['while files come', { bytes: 40e6 }],
    ['while it is arranged', { msAfterPhone: 5 }],
  ])('%s: the next one is whole, and little is stored twice', async (...[, moment]) => {
    const before = await iphone.snapshots();
    expect(await iphone.killedAt(moment)).toBe(true);
    expect(await iphone.snapshots()).toEqual(before);
    const { code, stderr } = await iphone.backUp();
    expect([code, stderr]).toEqual([0, expect.anything()]);
    const [newest, ...earlier] = await iphone.snapshots();
    expect(earlier).toEqual(before);
    expect(await iphone.restored(newest!)).toEqual(iphone.onPhone());
    expect(iphone.storedTwice()).toBeLessThan(iphone.mostStoredTwice);
    expect(iphone.leftovers()).toEqual([]);
    expect((await iphone.verify()).code).toBe(0);
    iphone.takePhotos(2);
  });
});
