import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { KilledIphone } from '../testing/killed-iphone.js';
import type { Moment } from '../testing/killed-iphone.js';

jest.setTimeout(3_000_000);

const MOMENTS: readonly Moment[] = [
  ...Array.from({ length: 20 }, (_, i): Moment => ({ bytes: 1 + i * 3.3e6 })),
  ...Array.from({ length: 20 }, (_, i): Moment => ({ msAfterPhone: i * 10 })),
];

describe('a backup of an iPhone that is killed again and again', () => {
  let iphone: KilledIphone;
  beforeAll(async () => void (iphone = await KilledIphone.make()));
  afterAll(() => iphone.close());

  it('is whole each time that it is not, and earlier ones stay so', async () => {
    const held = new Map<string, Record<string, string>>();
    for (const [at, moment] of MOMENTS.entries()) {
      await iphone.killedAt(moment);
      // Half of the time the next one is killed as well.
      if (at % 2 === 0) await iphone.killedAt({ bytes: 10e6 });
      const { code, stderr } = await iphone.backUp();
      expect([moment, code, stderr]).toEqual([moment, 0, expect.anything()]);
      const [newest, ...earlier] = await iphone.snapshots();
      for (const id of held.keys()) expect(earlier).toContain(id);
      held.set(newest!, iphone.onPhone());
      expect(await iphone.restored(newest!)).toEqual(iphone.onPhone());
      expect(iphone.leftovers()).toEqual([]);
      iphone.takePhotos(1);
    }
    for (const [id, files] of held) expect(await iphone.restored(id)).toEqual(files);
    expect((await iphone.verify()).code).toBe(0);
  });
});
