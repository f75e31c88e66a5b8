import { describe, expect, it } from '@jest/globals';
import { PocketDevice } from '../testing/pocket-device.js';
import { whileSyncing } from './sync-lock.js';

const device = (): PocketDevice => new PocketDevice(async () => undefined);
const ALL = ['syncWillStart', 'syncLockRequest', 'syncDidStart', 'syncDidFinish'];

describe("the phone's sync lock", () => {
  it('is held while the work is done, and the phone told in this order', async () => {
    const phone = device();
    expect(await whileSyncing(phone, async () => phone.lock)).toBe('taken');
    expect(phone.lock).toBe('released');
    expect(phone.posted).toEqual(ALL);
  });

  it('is given back when the work fails', async () => {
    const phone = device();
    await expect(whileSyncing(phone, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(phone.lock).toBe('released');
    expect(phone.posted).toEqual(ALL);
  });

  it('is waited for while somebody else holds it', async () => {
    const phone = device();
    let asked = 0;
    phone.lockIsFree = () => (asked += 1) === 3;
    await whileSyncing(phone, async () => undefined);
    expect(asked).toBe(3);
  });

  it('is not waited for once the run is stopped', async () => {
    const phone = device();
    const stop = new AbortController();
    phone.lockIsFree = () => (stop.abort(), false);
    await expect(whileSyncing(phone, async () => undefined, stop.signal)).rejects.toMatchObject({
      causeClass: 'cancelled',
    });
    expect(phone.posted.at(-1)).toBe('syncDidFinish');
    expect(phone.posted).not.toContain('syncDidStart');
  });
});
