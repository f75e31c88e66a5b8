import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createPhoneMonitor, openPhone, type AttachedPhone } from '@holdfast/phones';
import { startAndroidPhone } from './start-android-phone.js';
import { readAll } from './testing/backup.js';
import { clientOptions } from './testing/options.js';
import { hashesBelow, makePhoneFolder } from './testing/phone-folder.js';
import { RealAdb } from './testing/real-adb.js';

jest.setTimeout(60_000);

let adb: RealAdb;
let folder: Awaited<ReturnType<typeof makePhoneFolder>>;
beforeAll(async () => {
  adb = await RealAdb.start();
  folder = await makePhoneFolder();
});
afterAll(async () => {
  await adb.stop();
  await folder.remove();
});

describe('our client through the real adb server', () => {
  it('tells the phone’s own serial and reads every file byte-identical', async () => {
    const phone = await startAndroidPhone({
      root: folder.root,
      auth: 'none',
      serial: 'HFOWN1',
      model: 'Pixel 8',
    });
    const address = `127.0.0.1:${phone.port}`;
    await adb.run('connect', address);
    await adb.state(address, 'device');
    const session = await openPhone(
      { platform: 'android', address },
      clientOptions(folder.base, { adbServer: adb.address }),
    );
    expect(session.identity).toEqual({ serial: 'HFOWN1', model: 'Pixel 8', osVersion: '16' });
    const { hashes, entries, left } = await readAll(session.source);
    expect(hashes).toEqual(await hashesBelow(folder.root));
    expect(entries.get('empty')).toMatchObject({ kind: 'directory' });
    expect(entries.get('Documents/inside.txt')).toMatchObject({
      kind: 'symlink',
      linkTarget: Buffer.from('one.txt'),
    });
    expect(entries.get('Documents/one.txt')).toMatchObject({
      size: 1n,
      mtimeNs: 1_700_000_001_000_000_000n,
      category: 'documents',
    });
    expect(left).toEqual([]);
    await session.close();
    await adb.run('disconnect', address);
    await phone.close();
  });

  it('asks for the tap, waits for it, and is let in', async () => {
    const phone = await startAndroidPhone({ root: folder.root, auth: 'ask' });
    const address = `127.0.0.1:${phone.port}`;
    await adb.run('connect', address);
    await adb.state(address, 'unauthorized');
    const asked: string[] = [];
    const onAuthorisationNeeded = (which: string): void => {
      asked.push(which);
      phone.allow();
    };
    const session = await openPhone(
      { platform: 'android', address },
      clientOptions(folder.base, { adbServer: adb.address, onAuthorisationNeeded }),
    );
    expect(asked).toEqual([address]);
    await session.close();
    await adb.run('disconnect', address);
    await phone.close();
  });

  it('says plainly that a serial is not attached', async () => {
    const opened = openPhone(
      { platform: 'android', address: 'NOSUCHSERIAL' },
      clientOptions(folder.base, { adbServer: adb.address }),
    );
    await expect(opened).rejects.toMatchObject({
      causeClass: 'unplugged',
      message: expect.stringContaining('NOSUCHSERIAL'),
    });
  });

  it('survives that the server goes and comes back, and tells each state once', async () => {
    const phone = await startAndroidPhone({ root: folder.root, auth: 'none' });
    const address = `127.0.0.1:${phone.port}`;
    const stop = new AbortController();
    const states: string[] = [];
    const watching = (async () => {
      const monitor = createPhoneMonitor(clientOptions(folder.base, { adbServer: adb.address }));
      for await (const list of monitor.watch(stop.signal))
        states.push(list.find((one) => one.address === address)?.state ?? 'none');
    })();
    const until = async (wanted: string, count: number): Promise<void> => {
      for (let left = 200; left > 0 && states.length < count; left -= 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect([states.length, states.at(-1)]).toEqual([count, wanted]);
    };
    await until('none', 1);
    await adb.run('connect', address);
    await until('ready', 2);
    await adb.killServer();
    await until('none', 3);
    await adb.startServer();
    await adb.run('connect', address);
    await until('ready', 4);
    stop.abort();
    await watching;
    await adb.run('disconnect', address);
    await phone.close();
  });

  it('tells a phone in recovery, which the server lists as that', async () => {
    const phone = await startAndroidPhone({ root: folder.root, auth: 'none', faults: { state: 'recovery' } });
    const address = `127.0.0.1:${phone.port}`;
    await adb.run('connect', address);
    const options = clientOptions(folder.base, { adbServer: adb.address });
    const list = await createPhoneMonitor(options).list();
    expect(list.find((one) => one.address === address)?.state).toBe('recovery');
    await expect(openPhone({ platform: 'android', address }, options)).rejects.toMatchObject({
      causeClass: 'usb-debugging-off',
      message: expect.stringContaining('Start it normally'),
    });
    await adb.run('disconnect', address);
    await phone.close();
  });

  it('reads a phone that tells another serial at the end no further than its own end', async () => {
    const phone = await startAndroidPhone({
      root: folder.root,
      auth: 'none',
      faults: { swapSerialAfter: 4 },
    });
    const address = `127.0.0.1:${phone.port}`;
    await adb.run('connect', address);
    const session = await openPhone(
      { platform: 'android', address },
      clientOptions(folder.base, { adbServer: adb.address }),
    );
    await expect(session.confirmIdentity()).rejects.toMatchObject({ causeClass: 'internal' });
    await session.close();
    await adb.run('disconnect', address);
    await phone.close();
  });

  it('sees a phone come and go, once, also when it is a known address on the network', async () => {
    const phone = await startAndroidPhone({ root: folder.root, auth: 'none' });
    const address = `127.0.0.1:${phone.port}`;
    const options = clientOptions(folder.base, {
      adbServer: adb.address,
      directAddresses: [address],
      folders: [folder.root],
    });
    const stop = new AbortController();
    const seen: (readonly AttachedPhone[])[] = [];
    const watching = (async () => {
      for await (const list of createPhoneMonitor(options).watch(stop.signal)) seen.push(list);
    })();
    const until = async (wanted: string | undefined): Promise<void> => {
      const via = (): string | undefined =>
        seen.at(-1)?.find((phoneSeen) => phoneSeen.address === address)?.via;
      for (let left = 200; left > 0 && (seen.length === 0 || via() !== wanted); left -= 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      expect(via()).toBe(wanted);
    };
    await until('adb-direct');
    await adb.run('connect', address);
    await until('adb-server');
    const started = Date.now();
    await phone.unplug();
    await until(undefined);
    expect(Date.now() - started).toBeLessThan(6_000);
    expect(seen.at(-1)).toMatchObject([{ address: folder.root, via: 'folder', state: 'ready' }]);
    expect(seen.every((list) => new Set(list.map((one) => one.address)).size === list.length)).toBe(true);
    stop.abort();
    await watching;
    await adb.run('disconnect', address);
    await phone.close();
  });

  it('survives a restart of the adb server', async () => {
    const phone = await startAndroidPhone({ root: folder.root, auth: 'none' });
    const address = `127.0.0.1:${phone.port}`;
    const stop = new AbortController();
    let now: readonly AttachedPhone[] | undefined;
    const monitor = createPhoneMonitor(clientOptions(folder.base, { adbServer: adb.address }));
    const watching = (async () => {
      for await (const list of monitor.watch(stop.signal)) now = list;
    })();
    const until = async (count: number): Promise<void> => {
      for (let left = 200; left > 0 && now?.length !== count; left -= 1)
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect(now).toHaveLength(count);
    };
    for (let start = 0; start < 2; start += 1) {
      await adb.run('connect', address);
      await until(1);
      await adb.run('kill-server');
      await until(0);
      await adb.run('start-server');
    }
    stop.abort();
    await watching;
    await phone.close();
  });
});
