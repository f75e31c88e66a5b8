import { cp, mkdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { hashesInBackup, hashOf, hashesOnPhone, plistIn, rowsOf } from '../../testing/backup-folder.js';
import { idevice, makeIphoneFolder, type ToolResult } from '../../testing/real-idevice.js';
import { fillDemoIphone } from '../demo/fill-demo-iphone.js';
import type { IosPhone } from '../ios-phone-options.js';
import { startIosPhone } from '../start-ios-phone.js';

jest.setTimeout(60_000);

let place: Awaited<ReturnType<typeof makeIphoneFolder>>;
let phone: IosPhone;
let backups: string;
beforeAll(async () => {
  place = await makeIphoneFolder();
  await mkdir(place.root);
  await fillDemoIphone(place.root, 3);
  await symlink('IMG_0001.JPG', join(place.root, 'DCIM/100APPLE/link.JPG'));
  backups = join(place.base, 'backups');
  await mkdir(backups);
  phone = await startIosPhone({ root: place.root, passcode: 'enter' });
});
afterAll(async () => {
  await phone.close();
  await place.remove();
});

const backUp = (...words: string[]): Promise<ToolResult> =>
  idevice(phone.address, 'idevicebackup2', 'backup', ...words, backups);
const folder = (): string => join(backups, phone.udid);
const received = ({ text }: ToolResult): number => Number(/Received (\d+) files/.exec(text)?.[1]);
const isWhole = async (): Promise<void> => {
  const rows = rowsOf(join(folder(), 'Manifest.db'));
  expect(await hashesInBackup(folder(), rows)).toEqual(await hashesOnPhone(place.root));
  expect(await plistIn(folder(), 'Status.plist')).toMatchObject({
    SnapshotState: 'finished',
    Version: '3.3',
  });
};

describe('idevicebackup2 backup', () => {
  it('has the whole phone, then what changed of it, then all of it when it is told to', async () => {
    const full = await backUp();
    expect(full.text).toContain('Backup Successful.');
    expect(full.code).toBe(0);
    await isWhole();
    expect(await plistIn(folder(), 'Status.plist')).toMatchObject({ IsFullBackup: true });
    expect(await plistIn(folder(), 'Manifest.plist')).toMatchObject({
      IsEncrypted: false,
      WasPasscodeSet: true,
      Lockdown: { UniqueDeviceID: phone.udid, ProductVersion: '18.6' },
      Applications: { 'com.example.fieldnotes': { CFBundleIdentifier: 'com.example.fieldnotes' } },
    });
    const rows = rowsOf(join(folder(), 'Manifest.db'));
    const photo = rows.find(({ path }) => path === 'Media/DCIM/100APPLE/IMG_0001.JPG');
    expect(photo).toMatchObject({
      domain: 'CameraRollDomain',
      flags: 1,
      record: { userId: 501, mode: 0o100644 },
    });
    expect(rows.find(({ path }) => path === 'Media/DCIM/100APPLE')).toMatchObject({ flags: 2 });
    expect(rows.find(({ path }) => path.endsWith('link.JPG'))).toMatchObject({
      flags: 4,
      record: { target: 'IMG_0001.JPG' },
    });

    const changed = join(place.root, 'AppDomain-com.example.fieldnotes/Documents/empty.txt');
    const kept = join(place.root, 'DCIM/100APPLE/IMG_0002.JPG');
    await writeFile(changed, 'x');
    await writeFile(changed, '');
    await writeFile(kept, 'y');
    await utimes(kept, 1_750_000_000, 1_750_000_000);
    await rm(join(place.root, 'DCIM/101APPLE/IMG_1001.JPG'));
    await writeFile(join(place.root, 'DCIM/101APPLE/Été.JPG'), 'new');
    const increment = await backUp();
    expect(increment.text).toContain('Backup Successful.');
    // Three files, Status.plist four times, two manifests.
    expect(received(increment)).toBe(3 + 4 + 2);
    expect(increment.text).toContain('Removing 1 file');
    await isWhole();
    expect(await plistIn(folder(), 'Status.plist')).toMatchObject({ IsFullBackup: false });

    const forced = await backUp('--full');
    expect(received(forced)).toBe(received(full));
    expect(await plistIn(folder(), 'Status.plist')).toMatchObject({ IsFullBackup: true });
    await isWhole();
  });

  it('begins anew upon a backup of another phone', async () => {
    const other = join(place.base, 'other');
    await mkdir(join(other, 'DCIM'), { recursive: true });
    await writeFile(join(other, 'DCIM/a.jpg'), 'of another phone');
    const second = await startIosPhone({ root: other, udid: '00008110-00AABBCCDDEEFF01' });
    const theirs = join(backups, second.udid);
    const again = () => idevice(second.address, 'idevicebackup2', 'backup', backups);
    try {
      await cp(folder(), theirs, { recursive: true });
      const foreign = await again();
      expect(foreign.text).toContain('Backup Successful.');
      expect(await plistIn(theirs, 'Status.plist')).toMatchObject({ IsFullBackup: true });
      // What was not of this phone is gone.
      const rows = rowsOf(join(theirs, 'Manifest.db'));
      expect(await hashesInBackup(theirs, rows)).toEqual({
        'CameraRollDomain/Media/DCIM/a.jpg': hashOf('of another phone'),
      });
    } finally {
      await second.close();
    }
  });
});
