import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { touch } from '../testing/odd-folder.js';
import type { Finished } from '../testing/run-holdfast.js';
import { holdfast } from '../testing/run-holdfast.js';
import { temporary } from '../testing/temporary.js';

interface Version {
  size: number;
  snapshots: number;
  newest: { id: string };
  oldest: { id: string };
}
interface Found {
  searched: number;
  found: { path: string; phone: string; versions: Version[] }[];
  counts: { paths: number; versions: number };
  damagedCount: number;
}

// Each test starts the program several times; a busy machine takes its time over that.
jest.setTimeout(180_000);

const place = temporary();
const home = place.at('home');
const { repository } = place;
const run = (...arguments_: string[]): Promise<Finished> => holdfast([...arguments_, ...repository], home);
const photo = (name: string): string => place.at('source', 'DCIM', 'Camera', name);
const find = async (...arguments_: string[]): Promise<Found> =>
  (await run('find', ...arguments_, '--json')).json<Found>();
const paths = async (...arguments_: string[]): Promise<string[]> =>
  (await find(...arguments_)).found.map(({ path }) => path);
/** Ids and moments of the snapshots of the source, oldest first. */
const taken: { id: string; takenAt: string }[] = [];

async function backup(source = 'source'): Promise<void> {
  const made = await run('backup', '--source', `folder:${place.at(source)}`, '--json');
  expect(made.code).toBe(0);
  if (source === 'source') taken.push(made.json<{ snapshot: (typeof taken)[0] }>().snapshot);
}

beforeAll(async () => {
  mkdirSync(place.at('source', 'DCIM', 'Camera'), { recursive: true });
  mkdirSync(place.at('source', 'Notes'));
  writeFileSync(photo('IMG_0007.jpg'), 'first');
  writeFileSync(photo('IMG_0008.JPG'), 'only');
  writeFileSync(Buffer.from(`${place.at('source', 'Notes')}/caf\xe9.txt`, 'latin1'), 'not UTF-8');
  writeFileSync(place.at('source', 'Notes', 'bidi\u202egnp'), 'x');
  touch('2024-05-01 12:00:00', photo('IMG_0007.jpg'));
  touch('2025-06-01 12:00:00', photo('IMG_0008.JPG'));
  expect((await holdfast(['init', ...place.newRepository], home)).code).toBe(0);
  await backup();
  writeFileSync(photo('IMG_0007.jpg'), 'second version');
  touch('2026-01-02 12:00:00', photo('IMG_0007.jpg'));
  await backup();
  writeFileSync(photo('IMG_0007.jpg'), 'third');
  rmSync(photo('IMG_0008.JPG'));
  await backup();
});

afterAll(() => place.remove());

describe('find', () => {
  it('shows each version of a file with the newest snapshot that holds it', async () => {
    const text = await run('find', 'IMG_0007.jpg');
    expect(text.code).toBe(0);
    const lines = text.stdout.trim().split('\n');
    expect(lines[0]).toMatch(/^SNAPSHOT +TAKEN +HELD BY +SIZE +CHANGED +VERSION +PATH$/);
    const shown = lines.slice(1, 4).map((line) => line.split(/ {2,}/));
    expect(shown.map((cells) => [cells[0], cells[3], cells.at(-2), cells.at(-1)])).toEqual(
      [
        [taken[2]!.id.slice(0, 12), '5 B', '3 of 3'],
        [taken[1]!.id.slice(0, 12), '14 B', '2 of 3'],
        [taken[0]!.id.slice(0, 12), '5 B', '1 of 3'],
      ].map((cells) => [...cells, 'DCIM/Camera/IMG_0007.jpg']),
    );
    expect(lines[4]).toContain('1 path, 3 versions in 3 snapshots.');
  });

  it('tells the same in one JSON document', async () => {
    const phone = `folder:${place.at('source')}`;
    expect(await find('DCIM/**/*8.JPG')).toEqual({
      searched: 3,
      found: [
        {
          path: 'DCIM/Camera/IMG_0008.JPG',
          phone,
          name: phone,
          versions: [
            {
              kind: 'file',
              size: 4,
              mtime: '2025-06-01T12:00:00.000Z',
              mtimeNs: '1748779200000000000',
              mode: expect.any(Number),
              category: 'photos',
              snapshots: 2,
              newest: { id: taken[1]!.id, takenAt: taken[1]!.takenAt },
              oldest: { id: taken[0]!.id, takenAt: taken[0]!.takenAt },
            },
          ],
        },
      ],
      counts: { paths: 1, versions: 1 },
      damaged: [],
      damagedCount: 0,
    });
  });

  it('looks for names and paths as they are and as they are shown', async () => {
    expect(await paths('*.jpg')).toEqual(['DCIM/Camera/IMG_0007.jpg']);
    expect(await paths('*.jpg', '-i')).toEqual(['DCIM/Camera/IMG_0007.jpg', 'DCIM/Camera/IMG_0008.JPG']);
    expect(await paths('Camera/*.jpg')).toEqual([]);
    expect(await paths('caf?.txt')).toEqual(['Notes/caf\ufffd.txt']);
    const text = await run('find', 'caf\\xe9*', 'bidi\\u{202e}*');
    expect(text.stdout.match(/Notes\/.*/g)).toEqual(['Notes/bidi\\u{202e}gnp', 'Notes/caf\\xe9.txt']);
  });

  it('narrows by time, kind, category and snapshot', async () => {
    expect(await paths('--newer-than', '2025-06-01T12:00Z', '--older-than', '2026-01-03')).toEqual([
      'DCIM/Camera/IMG_0007.jpg',
      'DCIM/Camera/IMG_0008.JPG',
    ]);
    expect((await find('IMG_0007*', '--older-than', '2025-01-01')).counts.versions).toBe(1);
    expect(await paths('--kind', 'directory')).toEqual(['DCIM', 'DCIM/Camera', 'Notes']);
    expect(await paths('--categories', 'photos', '--snapshot', 'latest')).toEqual([
      'DCIM/Camera/IMG_0007.jpg',
    ]);
    const second = await find('IMG*', '--snapshot', `@${taken[1]!.takenAt}`);
    expect(second.found.map(({ versions }) => versions[0]!.newest.id)).toEqual([taken[1]!.id, taken[1]!.id]);
  });

  it('says that nothing was found, with what to do, also to scripts', async () => {
    const nothing = await run('find', 'nowhere.png');
    expect([nothing.code, nothing.stdout]).toEqual([14, '']);
    expect(nothing.stderr).toContain('in 3 snapshots');
    expect(nothing.stderr).toContain('*word*');
    const json = await run('find', 'nowhere.png', '--json');
    expect([json.code, json.json<Found>().found]).toEqual([14, []]);
    expect((await run('find')).code).toBe(2);
    expect((await run('find', '/')).code).toBe(2);
    expect((await run('find', '../x')).code).toBe(2);
    expect((await run('find', 'x', '--kind', 'folder')).code).toBe(2);
    expect((await run('find', 'x', '--phone', 'folder:/nobody')).code).toBe(14);
  });

  it('restores what is included and not excluded, with the folders that it lies in', async () => {
    const target = place.at('back');
    const second = `@${taken[1]!.takenAt}`;
    const back = await run(
      'restore',
      second,
      '--target',
      target,
      '--include',
      'img*',
      '-i',
      '--exclude',
      '*8.*',
    );
    expect([back.code, back.stdout]).toEqual([0, expect.stringContaining('1 file')]);
    expect(readdirSync(target, { recursive: true })).toEqual([
      'DCIM',
      'DCIM/Camera',
      'DCIM/Camera/IMG_0007.jpg',
    ]);
    expect(readFileSync(place.at('back', 'DCIM', 'Camera', 'IMG_0007.jpg'), 'utf8')).toBe('second version');
    const folders = await run('restore', 'latest', '--target', place.at('notes'), '--include', '/Notes');
    expect([folders.code, readdirSync(place.at('notes', 'Notes')).length]).toEqual([0, 2]);
    const none = await run('restore', 'latest', '--target', place.at('none'), '--include', 'nowhere');
    expect([none.code, none.stderr]).toEqual([14, expect.stringContaining('nothing that is selected')]);
    const listed = await run('ls', second, '/', '-R', '--include', 'Camera', '--exclude', '*7.jpg');
    expect(listed.stdout.match(/DCIM.*/g)).toEqual(['DCIM/Camera/', 'DCIM/Camera/IMG_0008.JPG']);
    const above = await run('ls', second, '--include', '*7.jpg');
    expect([above.code, above.stdout, above.stderr]).toEqual([0, '', expect.stringContaining('-R')]);
  });

  it('takes a time for the newest snapshot taken by then, wherever one is named', async () => {
    const idAt = async (reference: string): Promise<string> =>
      (await run('ls', reference, '--json')).json<{ snapshot: { id: string } }>().snapshot.id;
    const day = new Date().getFullYear() + 1;
    expect(await idAt(`@${taken[0]!.takenAt}`)).toBe(taken[0]!.id);
    expect(await idAt(`@${day}-01-01`)).toBe(taken[2]!.id);
    const diff = await run('diff', `@${taken[0]!.takenAt}`, `@${taken[1]!.takenAt}`);
    expect(diff.stdout).toMatch(/^M DCIM\/Camera\/IMG_0007\.jpg/m);
    const early = await run('ls', '@2001-01-01');
    expect([early.code, early.stderr]).toEqual([14, expect.stringContaining('at that moment or before')]);
    const bare = await run('ls', '2026-11-01');
    expect([bare.code, bare.stderr]).toEqual([2, expect.stringContaining('@2026-11-01')]);
    const word = await run('restore', '@yesterday', '--target', place.at('word'));
    expect([word.code, word.stderr]).toEqual([2, expect.stringContaining('2026-11-01T08:00')]);
    expect((await run('verify', '--snapshot', `@${day}-01-01`)).code).toBe(0);
  });

  it('keeps phones apart, and goes on past what is damaged', async () => {
    const known = new Set(readdirSync(place.at('repository', 'tree')));
    mkdirSync(place.at('other', 'DCIM', 'Camera'), { recursive: true });
    writeFileSync(place.at('other', 'DCIM', 'Camera', 'IMG_0007.jpg'), 'of another phone');
    await backup('other');
    const both = await run('find', 'IMG_0007.jpg');
    expect(both.stdout.match(/\d of \d +folder:\S+/g)?.map((line) => line.split(place.root)[1])).toEqual([
      '/other',
      '/source',
      '/source',
      '/source',
    ]);
    const one = await find('IMG_0007.jpg', '--phone', `folder:${place.at('other')}`);
    expect(one.counts).toEqual({ paths: 1, versions: 1 });
    for (const pack of readdirSync(place.at('repository', 'tree')))
      if (!known.has(pack)) rmSync(place.at('repository', 'tree', pack));
    const hurt = await run('find', 'IMG_0007.jpg', '--json');
    expect([hurt.code, hurt.json<Found>().counts, hurt.json<Found>().damagedCount]).toEqual([
      5,
      { paths: 1, versions: 3 },
      1,
    ]);
    expect(hurt.stderr).toContain('Damaged, not searched whole: /');
  });
});
