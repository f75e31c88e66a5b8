import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readKeyBag } from '../../codecs/ios/key-bag.js';
import { filePlace } from '../../codecs/ios/file-id.js';
import { readMbFile } from '../../codecs/ios/mb-file.js';
import type { PlistDict } from '../../codecs/plist/plist-value.js';
import { readPlist } from '../../codecs/plist/read-plist.js';
import { PocketDevice } from '../backup/testing/pocket-device.js';
import { ManifestDatabase } from '../format/manifest-database.js';
import { friendlyPlace } from '../format/friendly-place.js';
import { MadeBackup } from './made-backup.js';
import { MadeManifest } from './made-manifest.js';
import { madeManifestPlist, madeStatus } from './made-plists.js';
import { placeFiles } from './place-files.js';
import { PutPlan } from './put-plan.js';

let folder: string;
let plan: PutPlan;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'holdfast-put-'));
  plan = new PutPlan(join(folder, 'plan.db'));
});
afterEach(async () => {
  plan.close();
  await rm(folder, { recursive: true });
});

const manifest = (): string => join(folder, 'Manifest.db');
const planned = (path: string, extension?: string, size = 3n): void =>
  plan.plan({ path: Buffer.from(path), at: Buffer.from(path), size, seconds: 1_600_000_000n, extension });

function backupOf(bytes: (path: string) => string = () => 'abc'): MadeBackup {
  const made = new MadeManifest(manifest(), 1_700_000_000n);
  const camera = { isThere: false, used: new Set<number>() };
  placeFiles(plan, made, { camera, folder: 'today' }, () => undefined);
  made.finish();
  return new MadeBackup({
    plan,
    manifest: manifest(),
    plists: new Map([['Status.plist', madeStatus(new Date())]]),
    read: async function* ({ path }) {
      yield Buffer.from(bytes(String(path)));
    },
    refuse: () => undefined,
  });
}

async function read(backup: MadeBackup, path: string): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  const pieces = backup.read(path);
  if (pieces === undefined) return undefined;
  for await (const piece of pieces) parts.push(piece);
  return Buffer.concat(parts).toString('latin1');
}

describe('a backup that holds only what is put on a phone', () => {
  it('reads as one, folders before what lies in them', async () => {
    planned('DCIM/a.jpg', 'JPG');
    planned('Documents/b.pdf');
    const backup = backupOf();
    const database = new ManifestDatabase(manifest());
    const rows = [...database.rows(() => expect('').toBe('a row that nobody understands'))];
    database.close();
    const files = 'AppDomainGroup-group.com.apple.FileProvider.LocalStorage File Provider Storage';
    expect(rows.map(({ domain, relativePath, flags }) => `${flags} ${domain} ${relativePath}`)).toEqual([
      `2 ${files}`,
      `2 ${files}/Holdfast`,
      `2 ${files}/Holdfast/today`,
      `2 ${files}/Holdfast/today/Documents`,
      '2 CameraRollDomain Media/DCIM',
      '2 CameraRollDomain Media/DCIM/900HFAST',
      '1 CameraRollDomain Media/DCIM/900HFAST/IMG_0001.JPG',
      `1 ${files}/Holdfast/today/Documents/b.pdf`,
    ]);
    const file = rows.find(({ flags }) => flags === 1)!;
    expect(readMbFile(file.file)).toMatchObject({ size: 3n, mode: 0o100644, lastModified: 1_600_000_000n });
    const shown = friendlyPlace(file.domain, file.relativePath.split('/'));
    expect(shown.path).toEqual(['DCIM', '900HFAST', 'IMG_0001.JPG']);
    const place = filePlace(file.fileId);
    expect(await read(backup, place)).toBe('abc');
    expect((await backup.list('')).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Status.plist', 'Manifest.db', place.slice(0, 2)]),
    );
    expect(await backup.list(place.slice(0, 2))).toEqual([
      { name: file.fileId, kind: 'file', size: 3n, mtimeNs: 1_600_000_000_000_000_000n },
    ]);
    expect((await read(backup, 'Manifest.db'))?.slice(0, 15)).toBe('SQLite format 3');
    expect(plan.count('given')).toEqual({ files: 1, bytes: 3n });
    for (const none of ['ab', 'ab/x', `ab/${file.fileId}`, '../plan.db', 'plan.db', 'Info.plist'])
      expect(backup.read(none)).toBeUndefined();
    expect(await backup.stat('Info.plist')).toBeUndefined();
  });

  it.each([['ab'], ['abcd']])('gives no file that is %j and said to be of three bytes', async (bytes) => {
    planned('Documents/b.pdf');
    const backup = backupOf(() => bytes);
    const [folders] = (await backup.list('')).filter(({ kind }) => kind === 'directory');
    const [file] = await backup.list(folders!.name);
    await expect(read(backup, `${folders!.name}/${file!.name}`)).rejects.toMatchObject({ code: -11 });
    expect(plan.count('failed').files).toBe(1);
    expect([...plan.open()]).toEqual([]);
  });

  it('says that it is plain and whole, and of this phone', async () => {
    const device = new PocketDevice(async () => undefined);
    const date = new Date('2026-11-27T10:00:00Z');
    expect(readPlist(madeStatus(date))).toMatchObject({ SnapshotState: 'finished', IsFullBackup: true });
    const made = readPlist(await madeManifestPlist(device, date)) as PlistDict;
    expect(made).toMatchObject({
      IsEncrypted: false,
      Applications: {},
      Lockdown: { ProductType: 'iPhone14,2' },
    });
    expect(readKeyBag(made['BackupKeyBag'] as Uint8Array).classes).toHaveLength(11);
  });
});
