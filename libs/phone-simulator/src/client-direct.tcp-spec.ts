import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createPhoneMonitor, openPhone } from '@holdfast/phones';
import { startAndroidPhone } from './start-android-phone.js';
import { readAll, scanAll } from './testing/backup.js';
import { clientOptions } from './testing/options.js';
import { hashesBelow, makePhoneFolder } from './testing/phone-folder.js';

jest.setTimeout(60_000);

let folder: Awaited<ReturnType<typeof makePhoneFolder>>;
beforeAll(async () => {
  folder = await makePhoneFolder();
});
afterAll(() => folder.remove());

describe('our client straight over TCP', () => {
  it('makes its key, is let in by a tap once, is known afterwards, and reads every file byte-identical', async () => {
    const phone = await startAndroidPhone({ root: folder.root, auth: 'ask', serial: 'HFDIRECT' });
    const address = `127.0.0.1:${phone.port}`;
    let asked = 0;
    const onAuthorisationNeeded = (): void => {
      asked += 1;
      setTimeout(() => phone.allow(), 100);
    };
    const options = clientOptions(folder.base, { onAuthorisationNeeded });
    const first = await openPhone({ platform: 'android', address }, options);
    expect(first.identity).toEqual({ serial: 'HFDIRECT', model: 'Pixel 7', osVersion: '16' });
    const { hashes, left } = await readAll(first.source);
    expect(hashes).toEqual(await hashesBelow(folder.root));
    expect(left).toEqual([]);
    await first.close();
    await (await openPhone({ platform: 'android', address }, options)).close();
    expect(asked).toBe(1);
    expect((await stat(options.adbKeyFile)).mode & 0o777).toBe(0o600);
    await phone.close();
  });

  it('works with an old phone that has no features', async () => {
    const phone = await startAndroidPhone({ root: folder.root, auth: 'none', faults: { v1Only: true } });
    const session = await openPhone(
      { platform: 'android', address: `127.0.0.1:${phone.port}` },
      clientOptions(folder.base),
    );
    const { hashes, left } = await readAll(session.source);
    expect(hashes).toEqual(await hashesBelow(folder.root));
    // Without exit codes a link's target cannot be trusted.
    expect(left.map((one) => one.cause)).toEqual(['unreadable', 'unreadable']);
    await session.close();
    await phone.close();
  });

  it('reads only the categories asked for, and does not even list the others', async () => {
    const phone = await startAndroidPhone({ root: folder.root, auth: 'none' });
    const session = await openPhone(
      { platform: 'android', address: `127.0.0.1:${phone.port}` },
      clientOptions(folder.base),
    );
    const { entries } = await scanAll(session.source, { categories: ['contacts', 'videos'] });
    expect([...entries.keys()].sort()).toEqual([
      'DCIM',
      'DCIM/Camera',
      'DCIM/Camera/two-blocks.mp4',
      'Download',
      'Download/contacts.vcf',
    ]);
    await session.close();
    await phone.close();
  });

  it('is held back by its consumer instead of filling memory', async () => {
    const big = { 'DCIM/Camera/large.jpg': 3n };
    const phone = await startAndroidPhone({ root: folder.root, auth: 'none', faults: { sizes: big } });
    const session = await openPhone(
      { platform: 'android', address: `127.0.0.1:${phone.port}` },
      clientOptions(folder.base),
    );
    const { entries } = await scanAll(session.source);
    const entry = entries.get('DCIM/Camera/large.jpg');
    expect(entry?.size).toBe(3n);
    if (entry === undefined) return;
    const reading = session.source.open(entry)[Symbol.asyncIterator]();
    let count = (await reading.next()).value?.length ?? 0;
    await sleep(400);
    // One read, at most about 2 MiB held by us: the phone waits with the rest of the 3 MiB.
    expect(phone.faultStats.bytesSent).toBeLessThan(2_500_000);
    for (let next = await reading.next(); next.done !== true; next = await reading.next())
      count += next.value.length;
    expect(count).toBe(3 * 1024 * 1024 + 17);
    await session.close();
    await phone.close();
  });

  it('only looks, without a dialog, when it monitors', async () => {
    let dialogs = 0;
    const phone = await startAndroidPhone({ root: folder.root, auth: 'ask', onDialog: () => (dialogs += 1) });
    const address = `127.0.0.1:${phone.port}`;
    const monitor = createPhoneMonitor(
      clientOptions(`${folder.base}/other`, { directAddresses: [address, NOBODY] }),
    );
    expect(await monitor.list()).toEqual([
      { platform: 'android', address, state: 'unauthorised', model: null, via: 'adb-direct' },
    ]);
    expect(dialogs).toBe(0);
    await phone.close();
    expect(await monitor.list()).toEqual([]);
  });

  it('gives up on an address where nothing, or something else, answers', async () => {
    await expect(
      openPhone({ platform: 'android', address: NOBODY }, clientOptions(folder.base)),
    ).rejects.toMatchObject({
      causeClass: 'unplugged',
    });
    const server = createServer((socket) =>
      socket.resume().end('HTTP/1.1 400 Bad Request\r\n\r\nthis is a web server\r\n'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const opened = openPhone(
      { platform: 'android', address: `127.0.0.1:${port}` },
      clientOptions(folder.base),
    );
    await expect(opened).rejects.toMatchObject({
      causeClass: 'internal',
      message: expect.stringContaining('not its protocol'),
    });
    await new Promise((resolve) => server.close(resolve));
  });

  it('stops waiting for the tap when told to', async () => {
    const phone = await startAndroidPhone({ root: folder.root, auth: 'ask' });
    const options = clientOptions(`${folder.base}/third`);
    const opened = openPhone(
      { platform: 'android', address: `127.0.0.1:${phone.port}` },
      options,
      AbortSignal.timeout(500),
    );
    await expect(opened).rejects.toMatchObject({ causeClass: 'cancelled' });
    // Also where it was told before there was anything to stop.
    const before = openPhone(
      { platform: 'android', address: `127.0.0.1:${phone.port}` },
      options,
      AbortSignal.abort(),
    );
    await expect(before).rejects.toMatchObject({ causeClass: 'cancelled' });
    await phone.close();
  });
});

const NOBODY = '127.0.0.1:2';
