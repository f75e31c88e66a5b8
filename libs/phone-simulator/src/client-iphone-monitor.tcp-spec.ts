import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createPhoneMonitor, stateSentence, type AttachedPhone } from '@holdfast/phones';
import { startMuxer } from './ios/muxer/start-muxer.js';
import { startIosPhone } from './ios/start-ios-phone.js';
import { fillIphone } from './testing/iphone.js';
import { clientOptions } from './testing/options.js';
import { makeIphoneFolder } from './testing/real-idevice.js';

jest.setTimeout(60_000);

let folder: Awaited<ReturnType<typeof makeIphoneFolder>>;
beforeAll(async () => {
  folder = await makeIphoneFolder();
  await fillIphone(folder.root);
});
afterAll(() => folder.remove());

async function until(what: () => boolean): Promise<void> {
  for (let left = 300; left > 0 && !what(); left -= 1) await sleep(50);
  expect(what()).toBe(true);
}

describe('the monitor of iPhones', () => {
  it('sees them come and go, survives usbmuxd, and asks them nothing', async () => {
    const options = clientOptions(folder.base, { usbmuxd: `UNIX:${folder.socket}` });
    const start = async (via: 'USB' | 'Network') =>
      startIosPhone({ root: folder.root, socket: folder.socket, via, unpaired: true });
    const seen: (readonly AttachedPhone[])[] = [];
    const stop = new AbortController();
    const watching = (async () => {
      for await (const list of createPhoneMonitor(options).watch(stop.signal)) seen.push(list);
    })();
    await until(() => seen.length === 1);
    expect(seen).toEqual([[]]);
    const phone = await start('USB');
    const attached = { platform: 'ios', address: phone.udid, state: 'ready', model: null };
    await until(() => seen.length === 2);
    expect(seen[1]).toEqual([{ ...attached, via: 'usbmux' }]);
    phone.unplug();
    await until(() => seen.length === 3);
    expect(seen[2]).toEqual([]);
    expect(phone.faultStats).toMatchObject({ sessions: 0, paired: 0 });
    await phone.close();
    const again = await start('Network');
    await until(() => seen.length === 4);
    expect(seen[3]).toEqual([{ ...attached, via: 'usbmux-network' }]);
    stop.abort();
    await watching;
    await again.close();
  });

  it('lists one once that is there by cable and over the air, and prefers the cable', async () => {
    const muxer = await startMuxer({ records: join(folder.base, 'both') });
    const both = { root: folder.root, muxer, unpaired: true };
    const byCable = await startIosPhone({ ...both, stateFolder: join(folder.base, 'cable') });
    const byAir = await startIosPhone({ ...both, via: 'Network', stateFolder: join(folder.base, 'air') });
    const monitor = createPhoneMonitor(clientOptions(folder.base, { usbmuxd: muxer.address }));
    expect(await monitor.list()).toMatchObject([{ address: byCable.udid, via: 'usbmux' }]);
    byCable.unplug();
    expect(await monitor.list()).toMatchObject([{ address: byAir.udid, via: 'usbmux-network' }]);
    byAir.unplug();
    expect(await monitor.list()).toEqual([]);
    await muxer.close();
  });

  it('does not look for usbmuxd where it is not told of it', async () => {
    const phone = await startIosPhone({ root: folder.root, socket: folder.socket });
    expect(await createPhoneMonitor(clientOptions(folder.base)).list()).toEqual([]);
    await phone.close();
  });
});

describe('what is said of an iPhone', () => {
  it.each(['unauthorised', 'locked', 'offline', 'no-permissions', 'recovery'] as const)(
    'that is %s is about iPhones',
    (state) => {
      const said = stateSentence({ platform: 'ios', state });
      expect(`${said?.what} ${said?.next}`).not.toMatch(/udev|adb|USB debugging/);
      expect(said?.what).toContain('iPhone');
    },
  );
});
