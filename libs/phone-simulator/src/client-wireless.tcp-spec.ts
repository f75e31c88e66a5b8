import { stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createPhoneMonitor, openPhone, pairWireless } from '@holdfast/phones';
import { startAndroidPhone, type AndroidPhone } from './start-android-phone.js';
import { readAll } from './testing/backup.js';
import { clientOptions } from './testing/options.js';
import { hashesBelow, makePhoneFolder } from './testing/phone-folder.js';

jest.setTimeout(60_000);

const CODE = '314159';
let folder: Awaited<ReturnType<typeof makePhoneFolder>>;
let phone: AndroidPhone;
let address: string;
beforeAll(async () => {
  folder = await makePhoneFolder();
  phone = await startAndroidPhone({ root: folder.root, serial: 'HFAIR', wireless: { code: CODE } });
  address = `127.0.0.1:${phone.port}`;
});
afterAll(async () => {
  await phone.close();
  await folder.remove();
});

const pair = (code: string, adbKeyFile: string, signal?: AbortSignal): Promise<{ guid: string }> =>
  pairWireless({ address: `127.0.0.1:${phone.pairingPort}`, code, adbKeyFile, signal });

describe('wireless debugging', () => {
  it('lets nobody in before pairing, shows no dialog, and says what to do', async () => {
    const options = clientOptions(`${folder.base}/unpaired`, {
      directAddresses: [address],
      onAuthorisationNeeded: () => expect('a dialog').toBe('none'),
    });
    const opened = openPhone({ platform: 'android', address }, options);
    await expect(opened).rejects.toMatchObject({
      causeClass: 'trust-not-given',
      message: expect.stringContaining('holdfast pair HOST:PORT'),
    });
    expect(await createPhoneMonitor(options).list()).toEqual([
      { platform: 'android', address, state: 'unauthorised', model: null, via: 'adb-direct' },
    ]);
  });

  it('is opened after a pairing, and everything is read byte-identical over TLS', async () => {
    const options = clientOptions(`${folder.base}/paired`, { directAddresses: [address] });
    const { guid } = await pair(CODE, options.adbKeyFile);
    expect(guid).toMatch(/^adb-HFAIR-\S{6}$/);
    expect((await stat(options.adbKeyFile)).mode & 0o777).toBe(0o600);
    const session = await openPhone({ platform: 'android', address }, options);
    expect(session.identity).toEqual({ serial: 'HFAIR', model: 'Pixel 7', osVersion: '16' });
    const { hashes, left } = await readAll(session.source);
    expect(hashes).toEqual(await hashesBelow(folder.root));
    expect(left).toEqual([]);
    await session.close();
    expect(await createPhoneMonitor(options).list()).toEqual([
      { platform: 'android', address, state: 'ready', model: 'Pixel 7', via: 'adb-direct' },
    ]);
  });

  it('takes a second computer, and the first one again', async () => {
    const first = clientOptions(`${folder.base}/paired`);
    const second = clientOptions(`${folder.base}/second`);
    await pair(CODE, second.adbKeyFile);
    await pair(CODE, first.adbKeyFile);
    for (const options of [first, second])
      await (await openPhone({ platform: 'android', address }, options)).close();
  });

  it('is not opened by a wrong code, and pairs with the right one afterwards', async () => {
    const options = clientOptions(`${folder.base}/guesser`);
    for (const code of ['271828', '314158', '000000']) {
      await expect(pair(code, options.adbKeyFile)).rejects.toMatchObject({
        causeClass: 'trust-not-given',
        message: expect.stringContaining('The code was not right, or it is no longer shown'),
      });
    }
    await expect(openPhone({ platform: 'android', address }, options)).rejects.toMatchObject({
      causeClass: 'trust-not-given',
    });
    await pair(CODE, options.adbKeyFile);
    await (await openPhone({ platform: 'android', address }, options)).close();
  });

  it('remembers who was paired', async () => {
    const trustedKeysFile = `${folder.base}/keys-of-phone`;
    const wireless = { code: CODE };
    const options = clientOptions(`${folder.base}/remembered`);
    const before = await startAndroidPhone({ root: folder.root, trustedKeysFile, wireless });
    const { adbKeyFile } = options;
    await pairWireless({ address: `127.0.0.1:${before.pairingPort}`, code: CODE, adbKeyFile });
    await before.close();
    const after = await startAndroidPhone({ root: folder.root, trustedKeysFile, wireless });
    await (await openPhone({ platform: 'android', address: `127.0.0.1:${after.port}` }, options)).close();
    await after.close();
  });

  it('says which address is meant when the other port is given, and when nothing answers', async () => {
    const adbKeyFile = `${folder.base}/paired/adbkey`;
    await expect(pairWireless({ address, code: CODE, adbKeyFile })).rejects.toMatchObject({
      causeClass: 'internal',
      message: expect.stringContaining('its port is another'),
    });
    await expect(pairWireless({ address: '127.0.0.1:2', code: CODE, adbKeyFile })).rejects.toMatchObject({
      causeClass: 'unplugged',
      message: expect.stringContaining('while it shows the pairing code'),
    });
    await expect(pair('31415', adbKeyFile)).rejects.toMatchObject({ causeClass: 'trust-not-given' });
    await expect(pair(CODE, adbKeyFile, AbortSignal.abort())).rejects.toMatchObject({
      causeClass: 'cancelled',
    });
  });

  it('ends a read when the network goes', async () => {
    const faulty = await startAndroidPhone({
      root: folder.root,
      auth: 'none',
      wireless: { code: CODE },
      faults: { unplugAfterBytes: 500_000 },
    });
    const session = await openPhone(
      { platform: 'android', address: `127.0.0.1:${faulty.port}` },
      clientOptions(`${folder.base}/paired`),
    );
    await expect(readAll(session.source)).rejects.toMatchObject({ causeClass: 'unplugged' });
    await session.close();
    await faulty.close();
  });
});
