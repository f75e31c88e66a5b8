import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readPlist } from '@holdfast/phones/codecs';
import { startIosPhone } from '@holdfast/phone-simulator';
import type { IosPhone, IosPhoneOptions } from '@holdfast/phone-simulator';
import { fillIphone, hashesBelow, putFile } from '../testing/iphone-contents.js';
import { idevice } from '../testing/run-idevice.js';
import { holdfast, type Finished } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

// Each test starts programs several times; a busy machine takes its time over that.
jest.setTimeout(90_000);

const APPS = 'iTunesRestore/RestoreApplications.plist';
/** Of both phones: idevicebackup2 takes no other UDID's backup than by -s, and that wants 40 digits. */
const UDID = '00008110-00AABBCCDDEEFF03';
const place = temporary();
const root = place.at('phone');
const { repository } = place;
let phone: IosPhone;

const start = (at: string, options: Partial<IosPhoneOptions> = {}): Promise<IosPhone> => {
  mkdirSync(at, { recursive: true });
  return startIosPhone({ root: at, udid: UDID, passcode: 'enter', ...options });
};
const run = (...words: string[]): Promise<Finished> =>
  holdfast(words, place.at('home'), { USBMUXD_SOCKET_ADDRESS: phone.address });
const theirs = place.at('theirs');
const tool = (...words: string[]): Promise<string> => idevice(phone.address, 'idevicebackup2', ...words);

async function backUp(...more: string[]): Promise<void> {
  const finished = await run('backup', ...repository, '--source', `ios:${UDID}`, ...more);
  expect([finished.code, finished.stderr.includes('holdfast:')]).toEqual([0, false]);
}

/** The last snapshot as a folder that other programs read; gives where that is. */
async function exported(name: string): Promise<string> {
  const finished = await run(
    'restore',
    'latest',
    ...repository,
    '--as',
    'finder',
    '--target',
    place.at(name),
    '--json',
  );
  expect([finished.code, finished.json()]).toEqual([
    0,
    expect.objectContaining({ target: place.at(name, UDID), skipped: 0, failed: [] }),
  ]);
  return place.at(name);
}

/** Written at another moment, or by another computer; all else has to be equal, byte for byte. */
const MAY_DIFFER = ['Info.plist', 'Manifest.plist', 'Status.plist'];

function plistOf(folder: string, name: string): Record<string, unknown> {
  return readPlist(readFileSync(join(folder, UDID, name))) as Record<string, unknown>;
}

/** What of two property lists differs, by the names of the fields; both have the same ones. */
function fieldsThatDiffer(name: string, one: string, other: string): string[] {
  const [a, b] = [plistOf(one, name), plistOf(other, name)];
  expect(Object.keys(a).sort()).toEqual(Object.keys(b).sort());
  return Object.keys(a).filter((key) => JSON.stringify(a[key]) !== JSON.stringify(b[key]));
}

function rowsOf(folder: string): unknown[] {
  const database = new DatabaseSync(join(folder, UDID, 'Manifest.db'), { readOnly: true });
  const rows = database
    .prepare('SELECT fileID, domain, relativePath, flags, hex(file) AS file FROM Files ORDER BY fileID')
    .all();
  const properties = database.prepare('SELECT * FROM Properties').all();
  database.close();
  return [...rows, ...properties].map((row) => ({ ...row }));
}

/** The export of the last snapshot is what idevicebackup2 wrote of the same phone in the same state. */
function expectSame(ours: string): void {
  const [a, b] = [hashesBelow(join(ours, UDID)), hashesBelow(join(theirs, UDID))];
  expect(Object.keys(a).sort()).toEqual(Object.keys(b).sort());
  const different = Object.keys(a).filter((name) => a[name] !== b[name]);
  expect(MAY_DIFFER.concat('Manifest.db')).toEqual(expect.arrayContaining(different));
  expect(rowsOf(ours)).toEqual(rowsOf(theirs));
  // The computer makes up GUID and writes its own moment; idevicebackup2 asks for a picture of each app too. The phone tells
  // moments of its own, and names each backup anew.
  const mayDiffer = {
    'Info.plist': ['Applications', 'GUID', 'Last Backup Date'],
    'Manifest.plist': ['Date'],
    'Status.plist': ['Date', 'UUID'],
  };
  for (const [name, fields] of Object.entries(mayDiffer))
    expect(fields).toEqual(expect.arrayContaining(fieldsThatDiffer(name, ours, theirs)));
  const apps = [ours, theirs].map((folder) => plistOf(folder, 'Info.plist')['Applications'] as object);
  const without = Object.entries(apps[1] ?? {}).map(([name, app]) => {
    const { PlaceholderIcon: _picture, ...rest } = app as Record<string, unknown>;
    return [name, rest];
  });
  expect(apps[0]).toEqual(Object.fromEntries(without));
  expect(without.length).toBeGreaterThan(0);
}

/** What a phone holds; the tool itself puts a list of apps there. */
function onPhone(at: string): Record<string, string> {
  const hashes = hashesBelow(at);
  delete hashes[APPS];
  return hashes;
}

beforeAll(async () => {
  mkdirSync(root);
  mkdirSync(theirs);
  await fillIphone(root);
  phone = await start(root);
  expect((await run('init', ...place.newRepository)).code).toBe(0);
});

afterAll(async () => {
  await phone.close();
  place.remove();
});

describe('a backup for Finder', () => {
  it('is file by file what idevicebackup2 writes of the same phone', async () => {
    await backUp();
    expect(await tool('backup', theirs)).toContain('Backup Successful.');
    expectSame(await exported('full'));
  });

  it('is so after an increment too', async () => {
    putFile(root, 'DCIM/101APPLE/IMG_0009.JPG', randomBytes(40_000));
    putFile(root, 'DCIM/100APPLE/IMG_0002.JPG', randomBytes(50_000));
    rmSync(join(root, 'DCIM/100APPLE/IMG_0001.HEIC'));
    await backUp();
    expect(await tool('backup', theirs)).toContain('Backup Successful.');
    expectSame(await exported('increment'));
  });

  it('is taken on by idevicebackup2 as its own, and restored onto another phone', async () => {
    putFile(root, 'DCIM/103APPLE/IMG_0010.JPG', randomBytes(30_000));
    const increment = await tool('backup', place.at('increment'));
    expect(increment).toContain('Backup Successful.');
    // One photo, Status.plist four times, two manifests.
    expect(increment).toContain('Received 7 files');
    await phone.close();
    phone = await start(place.at('second'), { stateFolder: place.at('second.state') });
    const restored = await tool('restore', '--system', '--no-reboot', place.at('increment'));
    expect(restored).toContain('Restore Successful.');
    expect(onPhone(place.at('second'))).toEqual(onPhone(root));
    await phone.close();
  });

  it('of a sealed backup opens with the password of the iPhone, and with no other', async () => {
    phone = await start(root, { stateFolder: place.at('sealed.state'), password: 'secret' });
    writeFileSync(place.at('secret'), 'secret\n');
    await backUp('--phone-password-file', place.at('secret'));
    const sealed = await exported('sealed');
    const photo = hashesBelow(root)['DCIM/100APPLE/IMG_0003.MOV'] ?? '';
    expect(Object.values(hashesBelow(sealed))).not.toContain(photo);
    await phone.close();
    phone = await start(place.at('third'), { stateFolder: place.at('third.state') });
    await expect(tool('restore', '--system', '--no-reboot', '--password', 'guess', sealed)).rejects.toThrow(
      '207',
    );
    const restored = await tool('restore', '--system', '--no-reboot', '--password', 'secret', sealed);
    expect(restored).toContain('Restore Successful.');
    expect(onPhone(place.at('third'))).toEqual(onPhone(root));
    await phone.close();
  });

  it('goes back with the same list of apps as idevicebackup2 puts there', async () => {
    phone = await start(place.at('fourth'), { stateFolder: place.at('fourth.state') });
    const restored = await run('restore', 'latest', ...repository, '--to-phone', UDID, '--yes');
    expect([restored.code, restored.stderr]).toEqual([0, expect.not.stringContaining('did not take')]);
    const [ours, theirs] = ['fourth', 'third'].map((name) => readPlist(readFileSync(place.at(name, APPS))));
    expect(ours).toEqual(theirs);
    expect(Object.keys(ours as object).length).toBeGreaterThan(0);
  });

  it('is made of a whole iPhone only, and never in part', async () => {
    expect((await run('backup', ...repository, '--source', `folder:${root}`)).code).toBe(0);
    const as = ['--as', 'finder', '--target', place.at('none')];
    const folder = await run('restore', 'latest', '--phone', `folder:${root}`, ...repository, ...as);
    expect([folder.code, folder.stderr]).toEqual([16, expect.stringContaining('not of a whole iPhone')]);
    const part = await run('restore', 'latest', 'DCIM', ...repository, ...as);
    expect([part.code, existsSync(place.at('none'))]).toEqual([2, false]);
  });
});
