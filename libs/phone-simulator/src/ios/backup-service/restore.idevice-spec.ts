import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import { hashesOnPhone } from '../../testing/backup-folder.js';
import { idevice, makeIphoneFolder, type ToolResult } from '../../testing/real-idevice.js';
import { clockAtRate } from '../clock.js';
import { fillDemoIphone } from '../demo/fill-demo-iphone.js';
import type { IosPhone, IosPhoneOptions } from '../ios-phone-options.js';
import { startIosPhone } from '../start-ios-phone.js';

jest.setTimeout(60_000);

/** Both phones are the same one to the tool: it takes no other UDID's backup than by -s, and that wants 40 digits. */
const UDID = '00008110-00AABBCCDDEEFF01';
let place: Awaited<ReturnType<typeof makeIphoneFolder>>;
let backups: string;
let phone: IosPhone | undefined;
beforeAll(async () => {
  place = await makeIphoneFolder();
  await mkdir(place.root);
  await fillDemoIphone(place.root, 5);
  await mkdir(join(place.root, 'RootDomain/Library'), { recursive: true });
  await writeFile(join(place.root, 'RootDomain/Library/system.txt'), 'a system file');
  backups = join(place.base, 'backups');
  await mkdir(backups);
});
afterEach(async () => {
  await phone?.close();
  phone = undefined;
});
afterAll(() => place.remove());

async function start(root: string, more: Partial<IosPhoneOptions> = {}): Promise<IosPhone> {
  await mkdir(root, { recursive: true });
  return (phone = await startIosPhone({ root, udid: UDID, clock: clockAtRate(1_000), ...more }));
}
const tool = (...words: string[]): Promise<ToolResult> =>
  idevice(phone?.address ?? '', 'idevicebackup2', ...words);

it('puts a sealed backup back onto an empty phone, which holds the same afterwards', async () => {
  await start(place.root, { password: 'secret' });
  expect((await tool('backup', backups)).text).toContain('Backup Successful.');
  await phone?.close();
  const root = join(place.base, 'second');
  const second = await start(root);
  await writeFile(join(root, 'not in the backup.txt'), 'mine');
  const wrong = await tool('restore', '--password', 'guess', backups);
  expect(wrong.text).toContain('207');
  const restored = await tool(
    'restore',
    '--no-reboot',
    '--system',
    '--remove',
    '--password',
    'secret',
    backups,
  );
  expect(restored.text).toContain('Restore Successful.');
  expect(await hashesOnPhone(root)).toEqual(await hashesOnPhone(place.root));
  const name = 'DCIM/100APPLE/IMG_0001.JPG';
  expect(Math.floor((await stat(join(root, name))).mtimeMs / 1000)).toBe(
    Math.floor((await stat(join(place.root, name))).mtimeMs / 1000),
  );
  expect(second.faultStats).toMatchObject({ restores: 1, unplugged: 0 });
});

it('leaves system files alone unless told, keeps what it has, and starts anew', async () => {
  await rm(join(backups, UDID), { recursive: true, force: true });
  await start(place.root, { stateFolder: join(place.base, 'plain.state') });
  expect((await tool('backup', backups)).text).toContain('Backup Successful.');
  await phone?.close();
  const root = join(place.base, 'third');
  const third = await start(root);
  await writeFile(join(root, 'mine.txt'), 'mine');
  const restored = await tool('restore', backups);
  expect(restored.text).toContain('The device should reboot now.');
  const [expected, found] = [await hashesOnPhone(place.root), await hashesOnPhone(root)];
  delete expected['RootDomain/Library/system.txt'];
  // The tool puts this one there, through AFC.
  delete found['CameraRollDomain/Media/iTunesRestore/RestoreApplications.plist'];
  expect(found).toEqual({
    ...expected,
    'CameraRollDomain/Media/mine.txt': found['CameraRollDomain/Media/mine.txt'],
  });
  expect(third.faultStats.unplugged).toBe(1);
});
