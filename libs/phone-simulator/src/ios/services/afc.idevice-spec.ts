import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { hashesBelow } from '../../testing/phone-folder.js';
import { idevice, makeIphoneFolder } from '../../testing/real-idevice.js';
import { fillDemoIphone } from '../demo/fill-demo-iphone.js';
import type { IosFaults } from '../faults.js';
import type { Service } from '../phone-state.js';
import { startIosPhone } from '../start-ios-phone.js';
import { afcService } from './afc/afc-service.js';

jest.setTimeout(60_000);

/**
 * `idevicecrashreport` copies a whole tree through AFC, from a service of that protocol for crash reports; here that service
 * shows the media partition, so that the tool judges our AFC: listing, facts of each file, opening, reading to the end.
 */
const crashReports: readonly Service[] = [
  { name: 'com.apple.crashreportmover', serve: ({ send }) => send(Buffer.from('ping\0')) },
  { name: 'com.apple.crashreportcopymobile', serve: afcService },
];

let folder: Awaited<ReturnType<typeof makeIphoneFolder>>;
beforeAll(async () => {
  folder = await makeIphoneFolder();
  await mkdir(folder.root);
  await fillDemoIphone(folder.root, 3);
  await writeFile(join(folder.base, 'secret.txt'), 'not on the phone');
  await symlink('../secret.txt', join(folder.root, 'DCIM/escape.txt'));
  await mkdir(join(folder.root, 'CameraRollDomain/Media/DCIM/102APPLE'), { recursive: true });
  await writeFile(join(folder.root, 'CameraRollDomain/Media/DCIM/102APPLE/IMG_2001.HEIC'), 'by its domain');
});
afterAll(() => folder.remove());

async function copied(name: string, faults: IosFaults = {}): Promise<Record<string, string>> {
  const target = join(folder.base, name);
  await mkdir(target);
  const phone = await startIosPhone({ root: folder.root, faults, services: crashReports });
  try {
    const { text } = await idevice(phone.address, 'idevicecrashreport', '-k', target);
    expect(text).toContain('Done.');
  } finally {
    await phone.close();
  }
  return hashesBelow(target);
}

describe('a whole tree through AFC, copied by Debian’s idevicecrashreport', () => {
  it('is the media partition, byte for byte, and nothing beside it', async () => {
    const domains = /^(?:HomeDomain|MediaDomain|AppDomain|CameraRollDomain)/;
    const onDisk = Object.entries(await hashesBelow(folder.root));
    const expected = Object.fromEntries(onDisk.filter(([path]) => !domains.test(path)));
    const heic = onDisk.find(([path]) => path.endsWith('.HEIC'))?.[1] ?? '';
    const got = await copied('all');
    expect(got).toEqual({ ...expected, 'DCIM/102APPLE/IMG_2001.HEIC': heic });
    expect(Object.keys(got).length).toBeGreaterThan(15);
  });

  it('holds what the faults add, made while it is read', async () => {
    const got = await copied('more', { entries: 40, bigFileBytes: 9_000_001, denied: ['DCIM/100APPLE'] });
    const many = Object.keys(got).filter((path) => path.startsWith('DCIM/200APPLE/IMG_'));
    expect(many).toHaveLength(40);
    expect(new Set(many.map((path) => got[path])).size).toBe(40);
    expect(got['DCIM/201APPLE/BIG.MOV']).toBeDefined();
    expect(Object.keys(got).some((path) => path.startsWith('DCIM/100APPLE'))).toBe(false);
  });
});
