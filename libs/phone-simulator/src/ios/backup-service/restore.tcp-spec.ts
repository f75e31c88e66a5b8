import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { filePlace, fileId, type PlistDict } from '@holdfast/phones/codecs';
import { hashesOnPhone } from '../../testing/backup-folder.js';
import { PocketComputer } from '../../testing/pocket-computer.js';
import { backupRequest, converse } from '../../testing/pocket-iphone.js';
import { makeIphoneFolder } from '../../testing/real-idevice.js';
import type { IosPhone } from '../ios-phone-options.js';
import { startIosPhone } from '../start-ios-phone.js';
import type { BackupFaults } from './backup-faults.js';

const UDID = '00008110-00AABBCCDDEEFF01';
let place: Awaited<ReturnType<typeof makeIphoneFolder>>;
let computer: PocketComputer;
let phone: IosPhone | undefined;
let count = 0;

beforeAll(async () => {
  place = await makeIphoneFolder();
  await mkdir(join(place.root, 'DCIM/100APPLE'), { recursive: true });
  await mkdir(join(place.root, 'AppDomain-com.example.a/Documents'), { recursive: true });
  await writeFile(join(place.root, 'DCIM/100APPLE/IMG_0001.JPG'), Buffer.alloc(100_001, 'photo'));
  await symlink('IMG_0001.JPG', join(place.root, 'DCIM/100APPLE/link.JPG'));
  await writeFile(join(place.root, 'AppDomain-com.example.a/Documents/Été.txt'), 'text');
});
afterEach(() => phone?.close());
afterAll(() => place.remove());

/** A backup in a computer's memory, and an empty phone. */
async function backedUp(backup: BackupFaults = {}, password?: string): Promise<string> {
  count += 1;
  computer = new PocketComputer();
  const sealed = password === undefined ? {} : { password };
  const stateFolder = join(place.base, `state ${count}`);
  const first = await startIosPhone({
    root: place.root,
    udid: UDID,
    stateFolder,
    faults: { backup },
    ...sealed,
  });
  expect(await converse(first, computer, backupRequest(UDID))).toMatchObject({ code: 0 });
  await first.close();
  const root = join(place.base, `phone ${count}`);
  await mkdir(root);
  phone = await startIosPhone({ root, udid: '00008110-00FFFFFFFFFFFF02' });
  return root;
}

const restore = (options: PlistDict = {}) =>
  converse(phone as IosPhone, computer, {
    MessageName: 'Restore',
    TargetIdentifier: phone?.udid ?? '',
    SourceIdentifier: UDID,
    Options: { RestoreShouldReboot: false, RestoreDontCopyBackup: true, ...options },
  });

it('gives another phone the same files, links and folders', async () => {
  const root = await backedUp();
  expect(await restore()).toMatchObject({ code: 0 });
  expect(await hashesOnPhone(root)).toEqual(await hashesOnPhone(place.root));
  expect(String(await readFile(join(root, 'DCIM/100APPLE/link.JPG'))).startsWith('photo')).toBe(true);
  expect(computer.said.some(([name]) => name === 'DLMessageCopyItem')).toBe(false);
});

it('has the computer copy the backup first unless told not to', async () => {
  await backedUp();
  expect(await restore({ RestoreDontCopyBackup: false })).toMatchObject({ code: 0 });
  expect(computer.files.has(`${UDID}.before-restore/Manifest.db`)).toBe(true);
});

it('refuses a wrong password, a backup that did not finish, and one without its manifests', async () => {
  await backedUp({}, 'secret');
  expect(await restore()).toMatchObject({ code: 207 });
  expect(await restore({ Password: 'guess' })).toMatchObject({ code: 207 });
  expect(await restore({ Password: 'secret' })).toMatchObject({ code: 0 });
  const database = computer.files.get(`${UDID}/Manifest.db`) ?? Buffer.alloc(0);
  computer.files.set(`${UDID}/Manifest.db`, database.subarray(0, 64));
  expect(await restore({ Password: 'secret' })).toMatchObject({ code: 205 });
  computer.files.delete(`${UDID}/Manifest.plist`);
  expect(await restore({ Password: 'secret' })).toMatchObject({ code: 205 });
  computer.files.delete(`${UDID}/Status.plist`);
  expect(await restore({ Password: 'secret' })).toMatchObject({ code: 205 });
});

it('goes on without a file that the computer lacks, and says so', async () => {
  const root = await backedUp();
  const gone = fileId('AppDomain-com.example.a', 'Documents/Été.txt');
  computer.files.delete(`${UDID}/${filePlace(gone)}`);
  expect(await restore()).toMatchObject({ code: 104 });
  const expected = await hashesOnPhone(place.root);
  delete expected['AppDomain-com.example.a/Documents/Été.txt'];
  expect(await hashesOnPhone(root)).toEqual(expected);
});

it('dies of frames larger than it takes', async () => {
  await backedUp();
  computer.frameBytes = 64 * 1024;
  expect(await restore()).toBeUndefined();
  phone?.setFaults({ backup: { largestFrame: 64 * 1024 } });
  expect(await restore()).toMatchObject({ code: 0 });
});

it('writes nothing outside of itself, whatever a backup says', async () => {
  const root = await backedUp({ manifest: 'hostile' });
  for (const path of ['../../escape.txt', 'a/./../b']) {
    const name = `${UDID}/${filePlace(fileId('HomeDomain', path))}`;
    computer.files.set(name, Buffer.from('escaped'));
  }
  // Files that it names are missing, which is all that is wrong for the phone.
  expect(await restore()).toMatchObject({ code: 104 });
  await expect(readFile(join(place.base, 'escape.txt'))).rejects.toThrow('ENOENT');
  expect(await readdir(place.base)).not.toContain('Domain');
  expect(await hashesOnPhone(root)).toEqual(await hashesOnPhone(place.root));
});
