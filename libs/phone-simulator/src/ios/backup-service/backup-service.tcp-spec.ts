import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { filePlace, isDict, readKeyBag, readPlist, type PlistDict } from '@holdfast/phones/codecs';
import { HandClock } from '../../testing/hand-clock.js';
import { openedDatabase, openedFile, rowsOf, type BackupRow } from '../../testing/backup-folder.js';
import { PocketComputer } from '../../testing/pocket-computer.js';
import { backupRequest, converse } from '../../testing/pocket-iphone.js';
import { makeIphoneFolder } from '../../testing/real-idevice.js';
import type { IosPhone, IosPhoneOptions } from '../ios-phone-options.js';
import { startIosPhone } from '../start-ios-phone.js';
import type { BackupFaults } from './backup-faults.js';

const UDID = '00008110-00AABBCCDDEEFF01';
const PHOTO = 'CameraRollDomain/Media/DCIM/100APPLE/IMG_0001.JPG';
let place: Awaited<ReturnType<typeof makeIphoneFolder>>;
let phone: IosPhone | undefined;
beforeAll(async () => {
  place = await makeIphoneFolder();
  await mkdir(join(place.root, 'DCIM/100APPLE'), { recursive: true });
  await mkdir(join(place.root, 'HomeDomain/Library/SMS'), { recursive: true });
  await writeFile(join(place.root, 'DCIM/100APPLE/IMG_0001.JPG'), Buffer.alloc(300_000, 'photo'));
  await writeFile(join(place.root, 'HomeDomain/Library/SMS/sms.db'), 'messages');
});
afterEach(() => phone?.close());
afterAll(() => place.remove());

let states = 0;
async function start(backup: BackupFaults = {}, more: Partial<IosPhoneOptions> = {}): Promise<IosPhone> {
  states += 1;
  const stateFolder = join(place.base, `state ${states}`);
  return (phone = await startIosPhone({
    root: place.root,
    udid: UDID,
    stateFolder,
    faults: { backup },
    ...more,
  }));
}
const backUp = (computer: PocketComputer, options?: PlistDict) =>
  converse(phone as IosPhone, computer, backupRequest(UDID, options));
const names = ({ said }: PocketComputer): string[] =>
  said.map(([name]) => String(name).replace(/^DL(?:Message)?/, ''));
function plist(computer: PocketComputer, name: string): PlistDict {
  const value = readPlist(computer.files.get(`${UDID}/${name}`) ?? Buffer.alloc(0));
  return isDict(value) ? value : {};
}
async function rowsIn(from: PocketComputer | Buffer): Promise<BackupRow[]> {
  const path = join(place.base, `${states}.db`);
  await writeFile(
    path,
    from instanceof PocketComputer ? (from.files.get(`${UDID}/Manifest.db`) ?? '') : from,
  );
  return rowsOf(path);
}

describe('a backup', () => {
  it('asks in the order of a phone, and names files as a phone does', async () => {
    await start();
    const computer = new PocketComputer();
    expect(await backUp(computer)).toEqual({ code: 0, words: undefined });
    expect(names(computer).slice(0, 6)).toEqual([
      'DownloadFiles',
      'ContentsOfDirectory',
      'ContentsOfDirectory',
      'GetFreeDiskSpace',
      'CreateDirectory',
      'CreateDirectory',
    ]);
    expect(computer.received[0]).toBe(`${UDID}/Snapshot/Status.plist`);
    // SHA-1 of "HomeDomain-Library/SMS/sms.db" is the same on every iPhone.
    const messages = '3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28';
    expect(computer.labels.get(`${UDID}/Snapshot/${messages}`)).toBe(
      '/private/var/mobile/Library/SMS/sms.db',
    );
    expect(String(computer.files.get(`${UDID}/${messages}`))).toBe('messages');
    expect([...computer.files.keys()].filter((name) => name.includes('Snapshot'))).toEqual([]);
    const again = names(computer).length;
    expect(await backUp(computer)).toMatchObject({ code: 0 });
    const downloads = computer.said.slice(again).filter(([name]) => name === 'DLMessageDownloadFiles');
    expect(downloads.map(([, paths]) => paths)).toEqual(
      ['Status.plist', 'Manifest.plist', 'Manifest.db'].map((name) => [`${UDID}/${name}`]),
    );
    expect(computer.received.length).toBe(2 + 6 + 6);
  });

  it('is whole again when the last one did not finish, and refused when it is not whole', async () => {
    await start();
    const computer = new PocketComputer();
    await backUp(computer);
    const status = computer.files.get(`${UDID}/Status.plist`) ?? Buffer.alloc(0);
    computer.files.set(`${UDID}/Status.plist`, Buffer.from('nonsense'));
    expect(await backUp(computer)).toMatchObject({ code: 0 });
    expect(plist(computer, 'Status.plist')['IsFullBackup']).toBe(true);
    computer.files.set(`${UDID}/Manifest.db`, Buffer.alloc(4096, 'no database'));
    computer.files.set(`${UDID}/Status.plist`, status);
    expect(await backUp(computer)).toMatchObject({ code: 205 });
    expect(await backUp(computer, { ForceFullBackup: true })).toMatchObject({ code: 0 });
    computer.files.delete(`${UDID}/Manifest.plist`);
    expect(await backUp(computer)).toMatchObject({ code: 205 });
  });

  it('needs room on the computer, and may ask it to make some', async () => {
    await start({ asksToPurge: true });
    const computer = new PocketComputer();
    computer.freeBytes = 100_000;
    expect(await backUp(computer)).toMatchObject({ code: 105 });
    expect(names(computer).at(-1)).toBe('PurgeDiskSpace');
    expect(computer.received).toEqual([]);
  });

  it('waits for the passcode, three minutes of its clock', async () => {
    const clock = new HandClock();
    await start({}, { passcode: 'ask', clock });
    const told: string[] = [];
    phone?.state.notifications.onRelay((name) =>
      told.push(name.replace('com.apple.LocalAuthentication.', '')),
    );
    const computer = new PocketComputer();
    const ended = backUp(computer);
    while (phone?.state.person.isAsked !== true) await new Promise(setImmediate);
    expect(told).toEqual(['ui.presented']);
    await clock.pass(179_000);
    expect(phone.state.person.isAsked).toBe(true);
    expect(computer.said).toEqual([]);
    await clock.pass(2_000);
    expect(await ended).toEqual({ code: 208, words: 'Device locked (MBErrorDomain/208)' });
    expect(told).toEqual(['ui.presented', 'ui.dismissed']);
    const second = new PocketComputer();
    const entered = backUp(second);
    while (!phone.state.person.isAsked) await new Promise(setImmediate);
    phone.enterPasscode();
    expect(await entered).toMatchObject({ code: 0 });
    expect(plist(second, 'Manifest.plist')['WasPasscodeSet']).toBe(true);
  });
});

describe('a sealed backup', () => {
  it.each([false, true])('gives a file that changes a new key: %s', async (newFileKeys) => {
    await start({ newFileKeys }, { password: 'secret' });
    const computer = new PocketComputer();
    const messages = async (): Promise<BackupRow | undefined> => {
      expect(await backUp(computer)).toMatchObject({ code: 0 });
      const sealed = computer.files.get(`${UDID}/Manifest.db`) ?? Buffer.alloc(0);
      const { keys, bytes } = await openedDatabase(plist(computer, 'Manifest.plist'), sealed, 'secret');
      const row = (await rowsIn(bytes)).find(({ path }) => path.endsWith('sms.db'));
      const file = computer.files.get(`${UDID}/${filePlace(row?.id ?? '')}`) ?? Buffer.alloc(0);
      expect(file.length).toBe(16);
      expect(row && String(openedFile(keys, row, file))).toBe(text);
      return row;
    };
    let text = 'messages';
    await writeFile(join(place.root, 'HomeDomain/Library/SMS/sms.db'), text);
    const before = await messages();
    await writeFile(join(place.root, 'HomeDomain/Library/SMS/sms.db'), (text = 'new ones'));
    const after = await messages();
    expect(
      Buffer.from(after?.record.encryptionKey ?? []).equals(before?.record.encryptionKey ?? Buffer.alloc(0)),
    ).toBe(!newFileKeys);
    expect(computer.received.length).toBe(2 + 6 + 1 + 6);
  });

  it('has as many iterations behind its password as it is told, and may claim more', async () => {
    const iterations = async (): Promise<number | undefined> => {
      const computer = new PocketComputer();
      await backUp(computer);
      const bag = plist(computer, 'Manifest.plist')['BackupKeyBag'];
      return readKeyBag(bag instanceof Uint8Array ? bag : Buffer.alloc(0)).first?.iterations;
    };
    await start({}, { password: 'secret' });
    expect(await iterations()).toBe(1_000);
    phone?.setFaults({ backup: { claimedIterations: 2 ** 31 } });
    expect(await iterations()).toBe(2 ** 31);
    await phone?.close();
    await start({ keyBagIterations: 20_000 }, { password: 'secret' });
    expect(await iterations()).toBe(20_000);
  });
});

describe('a hostile phone', () => {
  it('lies about sizes, in what it announces and in Manifest.db', async () => {
    await start({ sizes: { [PHOTO]: 2n ** 40n } });
    const computer = new PocketComputer();
    computer.freeBytes = 2 ** 50;
    await backUp(computer);
    const announced = computer.said
      .filter(([name]) => name === 'DLMessageUploadFiles')
      .map(([, , , total]) => total);
    expect(announced).toContain(2 ** 40);
    const row = (await rowsIn(computer)).find(({ path }) => path.endsWith('IMG_0001.JPG'));
    expect(row?.record.size).toBe(2n ** 40n);
    expect(computer.files.get(`${UDID}/${row?.id.slice(0, 2)}/${row?.id}`)?.length).toBe(300_000);
  });

  it('ends with what its status does not say', async () => {
    await start({ statusLies: 'failed' });
    const computer = new PocketComputer();
    expect(await backUp(computer)).toMatchObject({ code: 1 });
    expect(plist(computer, 'Status.plist')['SnapshotState']).toBe('finished');
    phone?.setFaults({ backup: { statusLies: 'unfinished' } });
    expect(await backUp(computer)).toMatchObject({ code: 0 });
    expect(plist(computer, 'Status.plist')['SnapshotState']).toBe('removing');
    phone?.setFaults({ backup: { errorCode: 4242 } });
    expect(await backUp(computer)).toMatchObject({ code: 4242 });
  });

  it('sends a Manifest.db that is none, an empty one, or one that leads out', async () => {
    await start({ manifest: 'garbage' });
    const computer = new PocketComputer();
    await backUp(computer);
    expect(String(computer.files.get(`${UDID}/Manifest.db`)).startsWith('this is no SQLite')).toBe(true);
    phone?.setFaults({ backup: { manifest: 'no-tables' } });
    await backUp(computer, { ForceFullBackup: true });
    await expect(rowsIn(computer)).rejects.toThrow('no such table');
    phone?.setFaults({ backup: { manifest: 'hostile' } });
    await backUp(computer, { ForceFullBackup: true });
    await expect(rowsIn(computer)).rejects.toThrow();
    expect(computer.files.get(`${UDID}/Manifest.db`)?.includes('../../escape.txt')).toBe(true);
  });

  it.each([
    ['path-above', `${UDID}/../../escape.txt`],
    ['path-absolute', '/tmp/escape.txt'],
    ['path-of-another-phone', '00008110-FFFFFFFFFFFFFFFF/Manifest.db'],
    ['path-empty', `${UDID}/`],
  ] as const)('sends a file to %s', async (act, path) => {
    await start({ hostile: [act] });
    const computer = new PocketComputer();
    expect(await backUp(computer)).toMatchObject({ code: 0 });
    expect(computer.received).toContain(path);
  });

  it.each([
    ['unknown-messages', 'MakeCoffee'],
    ['move-of-nothing', 'MoveItems'],
    ['move-out', 'MoveItems'],
    ['remove-above', 'RemoveItems'],
    ['list-above', 'ContentsOfDirectory'],
  ] as const)('asks for %s', async (act, message) => {
    await start({ hostile: [act] });
    const computer = new PocketComputer();
    await backUp(computer);
    // After both folders were made and the first status was sent.
    expect(names(computer)[7]).toBe(message);
  });

  it.each(['frame-of-4-gib', 'frame-without-code', 'unknown-frame', 'garbage'] as const)(
    'sends %s, upon which a computer can only hang up',
    async (act) => {
      await start({ hostile: [act] });
      expect(await backUp(new PocketComputer())).toBeUndefined();
    },
  );

  it('names a file with 5,000 letters, and makes folders without end', async () => {
    await start({ hostile: ['name-too-long'] });
    const computer = new PocketComputer();
    await backUp(computer);
    expect([...computer.labels.values()].some((label) => label.length === 5_000)).toBe(true);
    phone?.setFaults({ backup: { hostile: ['endless-directories'] } });
    const second = new PocketComputer();
    expect(await backUp(second)).toBeUndefined();
    expect(second.folders.size).toBe(second.mostFolders + 1);
  });
});
