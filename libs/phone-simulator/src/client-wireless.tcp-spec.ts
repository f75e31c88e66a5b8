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
    const opened = openPhone(address, options);
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
    const session = await openPhone(address, options);
    expect(session.identity).toEqual({ serial: 'HFAIR', model: 'Pixel 7', osVersion: '16' });
    const { hashes, left } = await readAll(session.source);
    expect(hashes).toEqual(await hashesBelow(folder.root));
    expect(left).toEqual([]);
    await session.close();
    expect(await createPhoneMonitor(options).list()).toEqual([
      { platform: 'android', address, state: 'ready', model: 'Pixel 7', via: 'adb-direct' },
    ]);
  });
});
