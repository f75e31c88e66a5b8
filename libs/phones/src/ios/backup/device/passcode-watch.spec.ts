import { describe, expect, it } from '@jest/globals';
import { SourceError } from '@holdfast/contracts/sources';
import { PocketDevice } from '../testing/pocket-device.js';
import { PasscodeWatch } from './passcode-watch.js';

const SHOWN = 'com.apple.LocalAuthentication.ui.presented';
const GONE = 'com.apple.LocalAuthentication.ui.dismissed';

async function watching(): Promise<{ device: PocketDevice; watch: PasscodeWatch; cancelled: () => number }> {
  const device = new PocketDevice(async () => undefined);
  let cancelled = 0;
  const watch = new PasscodeWatch(device, () => (cancelled += 1));
  await watch.start();
  return { device, watch, cancelled: () => cancelled };
}

describe('the passcode sheet', () => {
  it('is told once while it is shown, with its clock, and when it is gone', async () => {
    const { device, watch } = await watching();
    for (const name of [GONE, SHOWN, SHOWN, GONE, GONE, SHOWN]) device.notify(name);
    watch.end();
    const asked = { step: 'passcode', seconds: 180 };
    expect(device.steps).toEqual([asked, { step: 'none' }, asked, { step: 'none' }]);
    expect(watch.wasAsked).toBe(true);
  });

  it('is nobody’s business after the end', async () => {
    const { device, watch } = await watching();
    watch.end();
    device.notify(SHOWN);
    expect(device.steps).toEqual([]);
    expect(watch.wasAsked).toBe(false);
  });

  it('can be cancelled on the phone', async () => {
    const { device, cancelled } = await watching();
    device.notify('com.apple.itunes-client.syncCancelRequest');
    expect(cancelled()).toBe(1);
  });

  it.each([
    ['unsupported', undefined],
    ['unplugged', 'unplugged'],
  ] as const)('not being watched because of %s ends with %j', async (causeClass, ends) => {
    const device = new PocketDevice(async () => undefined);
    device.observe = () => Promise.reject(new SourceError(causeClass, 'no proxy'));
    const start = new PasscodeWatch(device, () => undefined).start();
    if (ends === undefined) await expect(start).resolves.toBeUndefined();
    else await expect(start).rejects.toMatchObject({ causeClass: ends });
  });
});
