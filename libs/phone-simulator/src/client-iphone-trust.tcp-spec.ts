import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { PhonesOptions } from '@holdfast/phones';
import { readPlist, writeXmlPlist, type PlistDict } from '@holdfast/phones/codecs';
import type { IosPhone, IosPhoneOptions } from './ios/ios-phone-options.js';
import { startMuxer, type Muxer } from './ios/muxer/start-muxer.js';
import { startIosPhone } from './ios/start-ios-phone.js';
import { scanAll } from './testing/backup.js';
import { fillIphone, openIphone } from './testing/iphone.js';
import { makeIphoneFolder } from './testing/real-idevice.js';

jest.setTimeout(60_000);

let folder: Awaited<ReturnType<typeof makeIphoneFolder>>;
let phone: IosPhone | undefined;
let steps: string[] = [];
let count = 0;
let muxer: Muxer | undefined;
beforeAll(async () => {
  folder = await makeIphoneFolder();
  await fillIphone(folder.root);
});
afterEach(async () => {
  await phone?.close();
  await muxer?.close();
  muxer = undefined;
});
afterAll(() => folder.remove());

/** A phone with a memory of its own, and where this computer keeps its records of it. */
async function start(options: Partial<IosPhoneOptions> = {}): Promise<Partial<PhonesOptions>> {
  count += 1;
  steps = [];
  const stateFolder = join(folder.base, `state-${count}`);
  phone = await startIosPhone({ root: folder.root, unpaired: true, stateFolder, ...options });
  return {
    pairRecords: join(folder.base, `records-${count}`),
    onStep: (_, { step }) => steps.push(step),
  };
}

const open = (options: Partial<PhonesOptions>, signal?: AbortSignal) => {
  if (phone === undefined) throw new Error('no phone');
  return openIphone(phone, folder.base, options, signal);
};

describe('an iPhone that does not trust this computer', () => {
  it('comes to, once its person tapped Trust, and knows it from then on', async () => {
    const options = await start({ trust: 'ask', onAsked: () => setTimeout(() => phone?.trust(), 50) });
    const opened = await open(options);
    expect(steps).toEqual(['trust', 'none']);
    expect((await scanAll(opened.source)).entries.size).toBe(9);
    await opened.close();
    await (await open(options)).close();
    expect(steps).toEqual(['trust', 'none']);
    expect(phone?.faultStats.paired).toBe(1);
  });

  it('has its record kept for this user alone: not open to others, and not in usbmuxd', async () => {
    muxer = await startMuxer({ records: join(folder.base, 'muxer') });
    const options = await start({ muxer });
    await (await open(options)).close();
    const records = options.pairRecords ?? '';
    expect((await stat(records)).mode & 0o777).toBe(0o700);
    expect(await readdir(records)).toEqual([`${phone?.udid}.plist`]);
    expect((await stat(join(records, `${phone?.udid}.plist`))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder.base, 'muxer'))).toEqual(['buid']);
    const record = readPlist(await readFile(join(records, `${phone?.udid}.plist`))) as PlistDict;
    expect(Object.keys(record).sort()).toEqual([
      'DeviceCertificate',
      'DevicePublicKey',
      'EscrowBag',
      'HostCertificate',
      'HostID',
      'HostPrivateKey',
      'RootCertificate',
      'RootPrivateKey',
      'SystemBUID',
      'WiFiMACAddress',
    ]);
    expect(record['SystemBUID']).toBe(await readFile(join(folder.base, 'muxer/buid'), 'utf8'));
  });

  it('is waited for while it is locked, too', async () => {
    const options = await start({ isLocked: true });
    const opening = open({
      ...options,
      onStep: (_, { step }) => {
        steps.push(step);
        phone?.unlock();
      },
    });
    await (await opening).close();
    expect(steps).toEqual(['unlock', 'none']);
  });

  it('is left alone where its person says no', async () => {
    await expect(open(await start({ trust: 'deny' }))).rejects.toMatchObject({
      causeClass: 'trust-not-given',
    });
  });

  it('is left alone where nobody may pair', async () => {
    const { onStep = () => undefined } = await start();
    await expect(open({ onStep })).rejects.toMatchObject({ causeClass: 'trust-not-given' });
    expect(steps).toEqual([]);
    expect(phone?.faultStats.paired).toBe(0);
  });

  it('is left alone where a profile forbids it, and over the air', async () => {
    const forbidden = { causeClass: 'pairing-forbidden' };
    await expect(open(await start({ faults: { pairing: 'forbidden' } }))).rejects.toMatchObject(forbidden);
    await phone?.close();
    const byAir = open(await start({ via: 'Network' }));
    await expect(byAir).rejects.toMatchObject({ ...forbidden, message: expect.stringContaining('cable') });
  });

  it('is no longer waited for when its person at the computer stops', async () => {
    const stop = new AbortController();
    const options = await start({ trust: 'ask' });
    const onStep: PhonesOptions['onStep'] = (...told) => {
      options.onStep?.(...told);
      setTimeout(() => stop.abort(), 50);
    };
    const opened = open({ ...options, onStep }, stop.signal);
    await expect(opened).rejects.toMatchObject({ causeClass: 'cancelled' });
    expect(steps).toEqual(['trust', 'none']);
  });
});

describe('a pair record', () => {
  it('that the phone has forgotten is made anew where it may be', async () => {
    const options = await start({ unpaired: false, faults: { pairing: 'stale' } });
    const { onStep = () => undefined } = options;
    await expect(open({ onStep })).rejects.toMatchObject({ causeClass: 'trust-not-given' });
    await (await open(options)).close();
    expect(phone?.faultStats.paired).toBe(1);
    await (await open(options)).close();
    expect(phone?.faultStats.paired).toBe(1);
  });

  it('that cannot be read is made anew', async () => {
    const options = await start();
    await (await open(options)).close();
    await writeFile(join(options.pairRecords ?? '', `${phone?.udid}.plist`), 'half a rec');
    await (await open(options)).close();
    expect(phone?.faultStats.paired).toBe(2);
  });

  it('lets nobody in who shows another certificate than the phone’s own', async () => {
    const records = join(folder.base, 'muxer-pinned');
    muxer = await startMuxer({ records });
    const options = await start({ muxer, unpaired: false });
    await (await open(options)).close();
    const file = join(records, `${phone?.udid}.plist`);
    const record = readPlist(await readFile(file)) as PlistDict;
    const other = record['RootCertificate'] ?? '';
    await writeFile(file, writeXmlPlist({ ...record, DeviceCertificate: other }));
    await expect(open(options)).rejects.toMatchObject({
      causeClass: 'internal',
      message: expect.stringContaining('another certificate'),
    });
  });
});
