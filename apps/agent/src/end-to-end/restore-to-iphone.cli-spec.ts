import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { clockAtRate, startIosPhone } from '@holdfast/phone-simulator';
import type { IosPhone, IosPhoneOptions } from '@holdfast/phone-simulator';
import { losePhone, phoneTree } from '../testing/lost-phone.js';
import { holdfast, type Finished } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

jest.setTimeout(120_000);

const UDID = '00008110-00AABBCCDDEEFF77';
const FILES = 'AppDomainGroup-group.com.apple.FileProvider.LocalStorage/File Provider Storage/';
const place = temporary();
const home = place.at('home');
const { repository } = place;
const run = (...words: string[]): Promise<Finished> => holdfast(words, home);

interface Restored {
  readonly files: number;
  readonly skipped: number;
  readonly placed: number;
  readonly folder: string | null;
  readonly cameraFolders: string[];
  readonly failed: unknown[];
}

/** An iPhone with some files of its own, and `restore` onto it. */
async function onIphone<T>(
  name: string,
  options: Partial<IosPhoneOptions>,
  work: (restore: (...more: string[]) => Promise<Finished>, root: string, phone: IosPhone) => Promise<T>,
): Promise<T> {
  const root = place.at(name);
  mkdirSync(root, { recursive: true });
  const phone = await startIosPhone({
    root,
    udid: UDID,
    passcode: 'enter',
    clock: clockAtRate(100),
    ...options,
  });
  const words = ['restore', 'latest', ...repository, '--to-phone', UDID, '--json'];
  try {
    return await work(
      (...more) => holdfast([...words, ...more], home, { USBMUXD_SOCKET_ADDRESS: phone.address }),
      root,
      phone,
    );
  } finally {
    await phone.close();
  }
}

/** Digests and times only: names are the phone's. */
const contents = (of: Record<string, string>, isWanted: (path: string) => boolean): string[] =>
  Object.entries(of)
    .filter(([path]) => isWanted(path))
    .map(([, content]) => content)
    .sort();
const TAKEN = ['.jpg', '.jpeg', '.png', '.heic', '.mp4', '.mov', '.webp', '.gif', '.dng'];
/** Those of chats stay with them. */
const isPicture = (path: string): boolean =>
  TAKEN.includes(extname(path).toLowerCase()) && !path.includes('WhatsApp');

let lost: Record<string, string>;
beforeAll(async () => void (lost = await losePhone(place)));
afterAll(() => place.remove());

describe("an Android phone's snapshot on an iPhone", () => {
  it('is pictures beside those of the camera, and all else in the Files app with a text that says what to do', async () => {
    await onIphone('new', {}, async (restore, root, phone) => {
      for (const path of [
        'DCIM/100APPLE/IMG_0001.JPG',
        `${FILES}mine.txt`,
        'HomeDomain/Library/SMS/sms.db',
      ]) {
        mkdirSync(join(root, path, '..'), { recursive: true });
        writeFileSync(join(root, path), path);
      }
      const before = phoneTree(root);
      const done = await restore();
      expect([done.code, done.stderr]).toEqual([0, expect.any(String)]);
      const told = done.json<Restored>();
      const after = phoneTree(root);
      for (const [path, content] of Object.entries(before)) expect(after[path]).toBe(content);
      expect(told).toMatchObject({ skipped: 0, failed: [], cameraFolders: ['900HFAST'] });
      const inCamera = (path: string): boolean => path.startsWith('DCIM/900HFAST/');
      expect(contents(after, inCamera)).toEqual(contents(lost, isPicture));
      const top = `${FILES}${told.folder}/`;
      const ours = Object.fromEntries(
        Object.entries(after)
          .filter(([path]) => path.startsWith(top))
          .map(([path, content]) => [path.slice(top.length), content]),
      );
      expect(Object.keys(ours)).toHaveLength(told.placed);
      const isOther = (path: string): boolean => !isPicture(path);
      expect(Object.values(ours)).toEqual(expect.arrayContaining(contents(lost, isOther)));
      for (const path of Object.keys(lost).filter((one) => isOther(one) && !/(?:^|\/)\./.test(one)))
        expect(ours[path.normalize('NFC')]).toBe(lost[path]);
      const readMe = readFileSync(join(root, `${top}READ ME.txt`), 'utf8');
      expect(readMe).toContain('Tap contacts.vcf');
      expect(readFileSync(join(root, `${top}Phone records/Contacts/contacts.vcf`), 'utf8')).toContain(
        'BEGIN:VCARD',
      );
      expect(Object.keys(ours)).toEqual(
        expect.arrayContaining([
          'Phone records/Messages/messages.json',
          'Phone records/Calendar/calendar.ics',
        ]),
      );
      expect(
        readdirSync(place.at('home'), { recursive: true }).filter((path) =>
          /Manifest|plan\.db/.test(String(path)),
        ),
      ).toEqual([]);

      const pictures = contents(lost, isPicture).length;
      const again = (await restore('--exclude', 'Phone records')).json<Restored>();
      expect(again).toMatchObject({ skipped: pictures, cameraFolders: [], failed: [] });
      expect(again.folder).not.toBe(told.folder);
      expect(contents(phoneTree(root), (path) => path.startsWith('DCIM/'))).toHaveLength(pictures + 1);
      expect(phone.faultStats.restores).toBe(2);
    });
  });

  it('is refused where it does not fit, where backups are sealed, and where a word is wrong', async () => {
    await onIphone('sealed', { password: 'theirs' }, async (restore, root, phone) => {
      const sealed = await restore();
      expect(sealed.json()).toMatchObject({
        error: { what: expect.stringContaining('would switch that off') },
      });
      expect([phone.faultStats.restores, Object.keys(phoneTree(root))]).toEqual([0, []]);
    });
    await onIphone('full', {}, async (restore, root, phone) => {
      phone.state.values.set('com.apple.disk_usage', 'TotalDataAvailable', 1000);
      const full = await restore();
      expect(full.code).toBe(6);
      expect(full.json()).toMatchObject({
        error: { what: expect.stringContaining('do not fit on the phone') },
      });
      expect((await restore('--pictures', 'camera')).code).toBe(2);
      expect(Object.keys(phoneTree(root))).toEqual([]);
      const kept = await restore('DCIM', '--pictures', 'files', '--force');
      expect(kept.json<Restored>()).toMatchObject({ cameraFolders: [], skipped: 0 });
      expect(Object.keys(phoneTree(root)).every((path) => path.startsWith(`${FILES}Holdfast/`))).toBe(true);
    });
  });
});

const PHOTOS = ['IMG_0007.AAE', 'IMG_0007.HEIC', 'IMG_0007.MOV', 'IMG_0008.HEIC'];
const OWN = [...PHOTOS.map((name) => `DCIM/100APPLE/${name}`), 'AppDomain-com.example.notes/Documents/a.pdf'];

describe("a part of a whole iPhone's snapshot", () => {
  it('goes onto another iPhone alone, and nothing else of it does', async () => {
    const own = ['--repository', place.at('own'), '--password-file', place.password];
    expect((await run('init', ...own)).code).toBe(0);
    await onIphone('old', {}, async (_, root, phone) => {
      for (const path of OWN) {
        mkdirSync(join(root, path, '..'), { recursive: true });
        writeFileSync(join(root, path), path);
      }
      const words = ['backup', ...own, '--source', `ios:${UDID}`, '--json'];
      expect((await holdfast(words, home, { USBMUXD_SOCKET_ADDRESS: phone.address })).code).toBe(0);
    });
    await onIphone('next', {}, async (_, root, phone) => {
      const words = ['restore', 'latest', 'DCIM', ...own, '--to-phone', UDID, '--json'];
      const done = await holdfast(words, home, { USBMUXD_SOCKET_ADDRESS: phone.address });
      expect([done.code, done.json()]).toEqual([0, expect.not.objectContaining({ restored: 'whole' })]);
      const names = ['IMG_0001.AAE', 'IMG_0001.HEIC', 'IMG_0001.MOV', 'IMG_0002.HEIC'];
      expect(Object.keys(phoneTree(root)).sort()).toEqual(names.map((name) => `DCIM/900HFAST/${name}`));
      expect(contents(phoneTree(root), () => true)).toEqual(
        contents(phoneTree(place.at('old')), (path) => path.startsWith('DCIM/')),
      );
    });
  });
});
