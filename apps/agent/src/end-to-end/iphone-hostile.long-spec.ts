import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { IphoneRoom } from '../testing/iphone-room.js';
import type { RunOptions } from '../testing/iphone-room.js';

jest.setTimeout(3_000_000);

const MEBIBYTE = 2 ** 20;

/** The quick ones: iphone-hostile.cli-spec.ts. */
describe('an iPhone and the real engine, at length', () => {
  let room: IphoneRoom;
  let options: RunOptions;
  afterEach(() => room.close());

  describe.each([undefined, 'pass'])('with the backup password %s', (password) => {
    beforeEach(async () => {
      room = await IphoneRoom.make(password === undefined ? {} : { password }, 500_000);
      options = password === undefined ? {} : { password };
    });

    it('unplugged after every so many bytes: nothing of it counts, and the next one is whole', async () => {
      const { result: first } = await room.backUp(options);
      const held = await room.restored(first!.snapshotId);
      for (let bytes = 1; bytes < 6_000_000; bytes += 397_001) {
        room.phone.setFaults({ backup: { unplugAfterFileBytes: bytes } });
        const { error } = await room.backUp({ ...options, full: true });
        expect([bytes, error?.causeClass]).toEqual([bytes, 'unplugged']);
        room.phone.setFaults({});
        room.phone.plug();
        room.phone.faultStats.unplugged = 0;
        expect(room.leftovers()).toEqual([]);
        const { result } = await room.backUp({ ...options, full: bytes % 2 === 0 });
        expect(await room.restored(result!.snapshotId)).toEqual(room.onPhone());
      }
      expect(await room.restored(first!.snapshotId)).toEqual(held);
      expect((await room.repository.verify({ readData: true })).damage).toEqual([]);
    });
  });

  it('with 50,000 photos in one folder, and one of 2^63 bytes: memory stays bounded', async () => {
    room = await IphoneRoom.make();
    room.phone.setFaults({ entries: 50_000, sizes: { 'DCIM/200APPLE/IMG_00000001.JPG': 2n ** 63n - 1n } });
    const before = process.memoryUsage.rss();
    let peak = 0;
    const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
    const { result, error } = await room.backUp({ reading: 'photos' });
    clearInterval(timer);
    expect(error).toBeUndefined();
    expect(result!.files + result!.leftOut.length).toBe(50_012);
    // The phone, its muxer and the engine together.
    expect(peak - before).toBeLessThan(700 * MEBIBYTE);
  });
});
