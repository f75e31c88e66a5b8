import { mkdir, rm } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { idevice, makeIphoneFolder } from '../testing/real-idevice.js';
import type { IosPhone, IosPhoneOptions } from './ios-phone-options.js';
import { startIosPhone } from './start-ios-phone.js';

jest.setTimeout(60_000);

let folder: Awaited<ReturnType<typeof makeIphoneFolder>>;
beforeAll(async () => {
  folder = await makeIphoneFolder();
  await mkdir(folder.root);
});
afterAll(() => folder.remove());
beforeEach(() => rm(`${folder.root}.iphone`, { recursive: true, force: true }));

const UDID = '00008110-00AABBCCDDEEFF01';

async function phoneOf(
  more: Partial<IosPhoneOptions>,
  work: (phone: IosPhone) => Promise<void>,
): Promise<void> {
  const phone = await startIosPhone({ root: folder.root, udid: UDID, name: 'Ann’s iPhone', ...more });
  try {
    await work(phone);
  } finally {
    await phone.close();
  }
}

/** What a tool said, and that it succeeded or not. */
async function said(phone: IosPhone, tool: string, ...words: string[]): Promise<string> {
  const { code, text } = await idevice(phone.address, tool, ...words);
  return `${code === 0 ? 'ok' : 'failed'}: ${text}`;
}

describe('Debian’s tools see a phone that is paired', () => {
  it.each([
    ['a Unix socket', () => ({ socket: folder.socket })],
    ['TCP', () => ({ port: 0 })],
  ])('on %s, with all that it says of itself', async (_, place) => {
    await phoneOf(place(), async (phone) => {
      expect(await said(phone, 'idevice_id', '-l')).toBe(`ok: ${UDID}\n`);
      expect(await said(phone, 'idevicepair', 'validate')).toBe(
        `ok: SUCCESS: Validated pairing with device ${UDID}\n`,
      );
      const info = await said(phone, 'ideviceinfo');
      expect(info).toContain('DeviceName: Ann’s iPhone\n');
      expect(info).toContain('ProductType: iPhone14,2\n');
      expect(info).toMatch(/\nSerialNumber: \w{10}\n/);
      expect(info).toContain(`UniqueDeviceID: ${UDID}\n`);
    });
  });

  it('in its domains, encrypted or not', async () => {
    await phoneOf({ password: 'secret' }, async (phone) => {
      const domain = (name: string): Promise<string> => said(phone, 'ideviceinfo', '-q', name);
      expect(await domain('com.apple.disk_usage')).toContain('TotalDataCapacity: 118000000000\n');
      expect(await domain('com.apple.mobile.battery')).toContain('BatteryCurrentCapacity: 83\n');
      expect(await domain('com.apple.mobile.backup')).toContain('WillEncrypt: true\n');
      await phone.state.backupPassword.change(undefined);
      expect(await domain('com.apple.mobile.backup')).toContain('WillEncrypt: false\n');
    });
  });

  it('and change its name', async () => {
    await phoneOf({}, async (phone) => {
      expect(await said(phone, 'idevicename', 'Bob')).toContain('ok');
      expect(await said(phone, 'idevicename')).toBe('ok: Bob\n');
    });
  });

  it('unpair it, and it tells its serial number no more until it is paired again', async () => {
    await phoneOf({}, async (phone) => {
      expect(await said(phone, 'idevicepair', 'unpair')).toBe(`ok: SUCCESS: Unpaired with device ${UDID}\n`);
      const before = await said(phone, 'ideviceinfo', '-s');
      expect(before).toContain('DeviceName: ');
      expect(before).not.toContain('SerialNumber');
      expect(await said(phone, 'idevicepair', 'unpair')).toContain('is not paired with this host');
      expect(await said(phone, 'idevicepair', 'pair')).toBe(`ok: SUCCESS: Paired with device ${UDID}\n`);
      expect(await said(phone, 'ideviceinfo', '-k', 'SerialNumber')).toMatch(/^ok: \w{10}\n$/);
    });
  });

  it('and trust lasts across starts', async () => {
    await phoneOf({ unpaired: true }, async (phone) => {
      expect(await said(phone, 'idevicepair', 'pair')).toContain('ok: SUCCESS');
    });
    await phoneOf({ unpaired: true, trust: 'deny' }, async (phone) => {
      expect(await said(phone, 'ideviceinfo', '-k', 'SerialNumber')).toMatch(/^ok: \w{10}\n$/);
    });
  });
});

describe('Debian’s idevicepair is told why it may not pair', () => {
  const pair = (phone: IosPhone): Promise<string> => said(phone, 'idevicepair', 'pair');
  const PAIRED = `ok: SUCCESS: Paired with device ${UDID}\n`;

  it('until its person taps Trust', async () => {
    const asked: string[] = [];
    const onAsked = (what: string): void => void asked.push(what);
    await phoneOf({ unpaired: true, trust: 'ask', onAsked }, async (phone) => {
      expect(await pair(phone)).toContain('Please accept the trust dialog');
      expect(await pair(phone)).toContain('Please accept the trust dialog');
      phone.trust();
      expect(await pair(phone)).toBe(PAIRED);
    });
    expect(asked).toEqual(['trust']);
  });

  it('when its person does not trust it, until the cable was pulled', async () => {
    await phoneOf({ unpaired: true, trust: 'ask' }, async (phone) => {
      await pair(phone);
      phone.deny();
      expect(await pair(phone)).toContain('the user denied the trust dialog');
      phone.unplug();
      phone.plug();
      expect(await pair(phone)).toContain('Please accept the trust dialog');
    });
  });

  it('while it is locked', async () => {
    await phoneOf({ unpaired: true, isLocked: true }, async (phone) => {
      expect(await pair(phone)).toContain('because a passcode is set');
      expect(await said(phone, 'ideviceinfo', '-s', '-k', 'PasswordProtected')).toContain('true');
      phone.unlock();
      expect(await pair(phone)).toBe(PAIRED);
    });
  });

  it('where a profile forbids it, or this connection', async () => {
    await phoneOf({ unpaired: true, faults: { pairing: 'forbidden' } }, async (phone) => {
      // LOCKDOWN_E_MC_PROTECTED
      expect(await pair(phone)).toContain('unhandled error code -38');
      phone.setFaults({ pairing: 'forbidden-here' });
      expect(await pair(phone)).toMatch(/^failed: .*unhandled error code -36/);
    });
  });

  it('with a record that the phone has forgotten, which pairing anew replaces', async () => {
    await phoneOf({ faults: { pairing: 'stale' } }, async (phone) => {
      expect(await said(phone, 'ideviceinfo')).toContain('Invalid HostID');
      expect(await pair(phone)).toBe(PAIRED);
      expect(await said(phone, 'ideviceinfo', '-k', 'UniqueDeviceID')).toContain(UDID);
    });
  });
});
