import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import {
  hashesInBackup,
  hashesOnPhone,
  openedDatabase,
  openedFile,
  plistIn,
  rowsOf,
  type BackupRow,
} from '../../testing/backup-folder.js';
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
  await fillDemoIphone(place.root, 4);
  backups = join(place.base, 'backups');
  await mkdir(backups);
  phone = await startIosPhone({ root: place.root });
});
afterAll(async () => {
  await phone.close();
  await place.remove();
});

const tool = (...words: string[]): Promise<ToolResult> => idevice(phone.address, 'idevicebackup2', ...words);
const folder = (): string => join(backups, phone.udid);

/** What the folder holds, opened with the password alone. */
async function opened(password: string): Promise<{ hashes: Record<string, string>; rows: BackupRow[] }> {
  const manifest = await plistIn(folder(), 'Manifest.plist');
  expect(manifest['IsEncrypted']).toBe(true);
  const sealed = await readFile(join(folder(), 'Manifest.db'));
  expect(sealed.toString('latin1', 0, 15)).not.toBe('SQLite format 3');
  const { keys, bytes } = await openedDatabase(manifest, sealed, password);
  const database = join(place.base, 'opened.db');
  await writeFile(database, bytes);
  const rows = rowsOf(database);
  return { rows, hashes: await hashesInBackup(folder(), rows, (row, file) => openedFile(keys, row, file)) };
}

const keyOf = (rows: readonly BackupRow[], path: string): string =>
  Buffer.from(rows.find((row) => row.path === path)?.record.encryptionKey ?? []).toString('hex');

it('seals what idevicebackup2 receives from when it is told to, and no more when it is told not to', async () => {
  const on = await tool('encryption', 'on', 'first secret');
  expect(on.text).toContain('Backup encryption has been enabled successfully.');
  const wrong = await tool('changepw', 'guess', 'other');
  expect(wrong.text).toContain('207');
  const backup = await tool('backup', backups);
  expect(backup.text).toContain('Backup will be encrypted.');
  expect(backup.text).toContain('Backup Successful.');
  const before = await opened('first secret');
  expect(before.hashes).toEqual(await hashesOnPhone(place.root));

  await writeFile(join(place.root, 'DCIM/100APPLE/IMG_0002.JPG'), 'changed');
  await writeFile(join(place.root, 'DCIM/100APPLE/IMG_0099.JPG'), 'new');
  const increment = await tool('backup', backups);
  expect(increment.text).toContain(`Received ${2 + 4 + 2} files`);
  const after = await opened('first secret');
  expect(after.hashes).toEqual(await hashesOnPhone(place.root));
  for (const name of ['IMG_0001.JPG', 'IMG_0002.JPG']) {
    const path = `Media/DCIM/100APPLE/${name}`;
    expect(keyOf(after.rows, path)).toMatch(/^[0-9a-f]{88}$/);
    expect(keyOf(after.rows, path)).toBe(keyOf(before.rows, path));
  }

  expect((await tool('changepw', 'first secret', 'second secret')).code).toBe(0);
  // Other class keys: nothing of the old backup can be built upon.
  expect((await tool('backup', backups)).text).toContain('Backup Successful.');
  await expect(opened('first secret')).rejects.toThrow('does not open');
  expect((await opened('second secret')).hashes).toEqual(await hashesOnPhone(place.root));

  const off = await tool('encryption', 'off', 'second secret');
  expect(off.text).toContain('Backup encryption has been disabled successfully.');
  expect(phone.state.values.get('com.apple.mobile.backup', 'WillEncrypt')).toBe(false);
});
