import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addRecipient, folderLocation, newRecoveryCode } from '@holdfast/storage';
import { openFolder } from '../standalone/open-source.js';
import { filesBelow, IphoneRoom, photoName } from '../testing/iphone-room.js';
import { LeavingPlane } from '../testing/leaving-plane.js';
import { holdfast } from '../testing/run-holdfast.js';

jest.setTimeout(90_000);

interface Exported {
  complete: boolean;
  files: number;
  skipped: number;
  snapshots: { folder: string; layout: string; exported: boolean; failed: unknown[] }[];
}

const words = newRecoveryCode();
const [camera, iphone] = [randomUUID(), randomUUID()];
let room: IphoneRoom;
let leaving: LeavingPlane;
let home: string;
let folder: string;
let link: string[];
/** Packs of contents that were there before the camera's. */
let packsBefore: ReadonlySet<string>;

const run = (verb: string, ...more: string[]) => holdfast([verb, ...link, ...more], home);
const contents = (root: string) =>
  Object.fromEntries(
    filesBelow(root).map(([name, at]) => [name, createHash('sha256').update(readFileSync(at)).digest('hex')]),
  );

beforeAll(async () => {
  room = await IphoneRoom.make({}, 2_000);
  const { repository, place } = room;
  await room.backUp({ phone: iphone });
  packsBefore = new Set(filesBelow(place.at('stored')).map(([name]) => name));
  folder = place.at('camera');
  mkdirSync(join(folder, 'DCIM'), { recursive: true });
  const backUpFolder = async (moment: string) => {
    const opened = await openFolder(folder);
    const now = () => new Date(moment);
    await repository.backup({ ...opened, scope: {}, phone: camera, sourceName: 'android:X1', now });
    await opened.close();
  };
  writeFileSync(join(folder, 'DCIM', 'first.jpg'), randomBytes(3_000));
  await backUpFolder('2026-11-01T06:00:00Z');
  writeFileSync(join(folder, 'DCIM', 'second.jpg'), randomBytes(3_000));
  await backUpFolder('2026-11-22T21:58:03Z');
  const unlock = { kind: 'key', privateKey: room.privateKey } as const;
  const request = { location: folderLocation(place.at('stored')), unlock };
  await addRecipient(request, { kind: 'recovery-code', words });
  const labels = { [camera]: 'My Pixel', [iphone]: 'Mira’s / iPhone' };
  leaving = new LeavingPlane(words, labels, () => repository.snapshots());
  await leaving.plane.start();
  leaving.store(place.at('stored'));
  home = place.at('somebody-elses-computer');
  writeFileSync(place.at('code'), `1. ${words}\n`);
  link = ['--link', leaving.link, '--recovery-code-file', place.at('code')];
});
afterAll(async () => {
  await leaving.plane.stop();
  await room.close();
});

describe('holdfast export with a personal link and the recovery code', () => {
  it('brings every phone back on a computer that nobody enrolled, and leaves nothing else there', async () => {
    const target = room.place.at('mine');
    const exported = await run('export', '--target', target);
    expect([exported.code, exported.stderr.includes('holdfast:')]).toEqual([0, false]);
    expect(exported.stdout).toContain('My Pixel/2026-11-22 21-58: 2 files');
    expect(exported.stdout).toContain('Never backed up of My Pixel: 2 of documents (over-size-limit)');
    expect(contents(join(target, 'My Pixel', '2026-11-22 21-58'))).toEqual(contents(folder));
    const moment = readdirSync(join(target, 'Mira’s _ iPhone'))[0] ?? '';
    const whole = join(target, 'Mira’s _ iPhone', moment);
    expect(moment).toMatch(/^\d{4}-\d\d-\d\d \d\d-\d\d whole$/);
    expect(existsSync(join(whole, 'files', photoName(3)))).toBe(true);
    const forFinder = readdirSync(join(whole, 'for Finder', room.phone.udid));
    expect(forFinder).toEqual(expect.arrayContaining(['Manifest.db', 'Info.plist', 'Status.plist']));
    const record = JSON.parse(readFileSync(join(target, 'holdfast-export.json'), 'utf8')) as Exported;
    expect(record).toMatchObject({ complete: true, target });
    // No enrolment, no index, no word of the code.
    const left = filesBelow(home).map(([name]) => name);
    expect(left).toEqual([]);
    const heard = leaving.plane.heard.join('\n');
    for (const word of [words, ...words.split(' ').map((one) => `"${one}"`)])
      expect(heard).not.toContain(word);
    expect(heard).not.toMatch(/"name":"data/);
  });

  it('goes on where it stopped, with every version where that is asked, though the access has to be proven anew', async () => {
    const target = room.place.at('mine');
    rmSync(join(target, 'My Pixel', '2026-11-22 21-58', 'DCIM', 'first.jpg'));
    leaving.callsPerSession = 3;
    const before = leaving.proofs;
    const again = await run('export', '--target', target, '--all-versions', '--as', 'files', '--json');
    leaving.callsPerSession = Infinity;
    const said = again.json<Exported>();
    expect([again.code, said.complete, said.snapshots.length]).toEqual([0, true, 3]);
    expect(said.skipped).toBeGreaterThan(10);
    // The one that was taken away, and the one of the older version.
    expect(said.files).toBe(2);
    expect(leaving.proofs).toBeGreaterThan(before + 1);
    expect(readdirSync(join(target, 'My Pixel')).sort()).toEqual(['2026-11-01 06-00', '2026-11-22 21-58']);
    expect(contents(join(target, 'My Pixel', '2026-11-22 21-58'))).toEqual(contents(folder));
  });

  it('says what is not to be had, keeps the rest, and tells it by its exit code', async () => {
    // All of the camera's packs: which of them holds its files, and which a dummy beside them, is drawn at random.
    const packs = [...leaving.plane.objects].filter(
      ([name]) => name.startsWith('data/') && !packsBefore.has(name),
    );
    for (const [name] of packs) leaving.plane.objects.delete(name);
    const target = room.place.at('hurt');
    const hurt = await run('export', '--target', target, '--as', 'files', '--json');
    for (const [name, bytes] of packs) leaving.plane.objects.set(name, bytes);
    const said = hurt.json<Exported>();
    expect([hurt.code, said.complete]).toEqual([11, false]);
    const failed = said.snapshots.map((one) => [one.folder.split('/')[0], one.failed.length]);
    expect(Object.fromEntries(failed)).toEqual({ 'My Pixel': 2, 'Mira’s _ iPhone': 0 });
    expect(existsSync(join(target, 'Mira’s _ iPhone'))).toBe(true);
  });

  it('takes no wrong code, no old link, and nothing once the time is over', async () => {
    writeFileSync(room.place.at('wrong'), newRecoveryCode());
    const nowhere = room.place.at('nowhere');
    const wrong = ['export', '--link', leaving.link, '--recovery-code-file', room.place.at('wrong')];
    const refused = await holdfast([...wrong, '--target', nowhere, '--json'], home);
    expect([refused.code, refused.json()]).toEqual([
      3,
      { error: expect.objectContaining({ code: 'wrong-key' }) },
    ]);
    leaving.isOver = true;
    const over = await run('export', '--target', nowhere);
    leaving.isOver = false;
    expect([over.code, over.stderr]).toEqual([
      10,
      expect.stringContaining('Your former IT can make a new one'.slice(5)),
    ]);
    const alone = await holdfast(['export', '--link', leaving.link, '--target', nowhere], home);
    expect([alone.code, alone.stderr]).toEqual([2, expect.stringContaining('The link alone opens nothing')]);
    expect(existsSync(nowhere)).toBe(false);
  });

  it('erases at the own wish only after a yes, and not while it is held', async () => {
    expect((await run('erase')).code).toBe(2);
    leaving.isHeld = true;
    expect((await run('erase', '--yes')).code).toBe(16);
    leaving.isHeld = false;
    const asked = await run('erase', '--yes', '--json');
    expect([asked.code, asked.json()]).toEqual([
      0,
      { company: 'Northwind', phones: 2, versions: 3, earliestAt: expect.any(String) },
    ]);
  });
});
