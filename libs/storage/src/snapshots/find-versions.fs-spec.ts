import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FindRequest, FolderDamage, FoundPath } from '../repository/repository.js';
import { folderSource } from '../testing/folder-source.js';
import { scratch } from '../testing/scratch.js';
import { endingIn } from '../testing/selections.js';
import type { SmallRepository } from '../testing/small-repository.js';
import { smallRepository } from '../testing/small-repository.js';

const shown = (path: readonly Uint8Array[]): string =>
  path.map((name) => Buffer.from(name).toString('latin1')).join('/');

describe('a search in all snapshots', () => {
  const folder = scratch();
  let made: SmallRepository;
  let ids: string[];
  const note = () => join(made.phone, 'Documents/note 7.txt');
  const find = async (request: FindRequest, repository = made.repository): Promise<FoundPath[]> => {
    const found: FoundPath[] = [];
    for await (const path of repository.find(request)) found.push(path);
    return found;
  };
  /** `path phone: size@snapshot numbers, …`, snapshots counted from the oldest on. */
  const lines = (found: readonly FoundPath[]): string[] =>
    found.map(({ path, phone, versions }) => {
      const each = versions.map(
        ({ entry, snapshots }) => `${entry.size}@${snapshots.map(({ id }) => ids.indexOf(id)).join('+')}`,
      );
      return `${shown(path)} ${phone}: ${each.join(', ')}`;
    });

  beforeAll(async () => {
    made = await smallRepository(folder.path);
    await made.backup();
    // Its contents stay, and its time does not.
    utimesSync(join(made.phone, 'DCIM/Camera/IMG_2.jpg'), 1_700_000_000, 1_700_000_000);
    writeFileSync(note(), 'second');
    utimesSync(note(), 1_700_000_100, 1_700_000_100);
    await made.backup();
    await made.backup();
    // As it was at first, and a name that is a folder now.
    writeFileSync(note(), 'note 7\n'.repeat(36));
    utimesSync(note(), 1_700_000_007.25, 1_700_000_007.25);
    rmSync(join(made.phone, 'Documents/note 8.txt'));
    mkdirSync(join(made.phone, 'Documents/note 8.txt'));
    await made.backup();
    const other = folder.in('other phone');
    mkdirSync(join(other, 'Documents'), { recursive: true });
    writeFileSync(join(other, 'Documents/note 7.txt'), 'of another');
    await made.repository.backup({
      source: folderSource(other),
      scope: {},
      phone: 'p2',
      sourceName: 'folder:other',
      now: () => new Date(Date.UTC(2026, 5, 1)),
    });
    ids = (await made.repository.snapshots()).map(({ id }) => id).reverse();
  });
  afterAll(async () => {
    await made.repository.close();
    folder.remove();
  });

  it('tells each version once, newest first, with the snapshots that hold it, for each phone', async () => {
    expect(lines(await find({ select: endingIn('note 7.txt') }))).toEqual([
      'Documents/note 7.txt p2: 10@4',
      'Documents/note 7.txt p1: 252@3, 6@2+1, 252@0',
    ]);
    expect(lines(await find({ select: endingIn('note 9.txt') }))).toEqual([
      'Documents/note 9.txt p1: 322@3+2+1+0',
    ]);
    expect(lines(await find({ select: endingIn('IMG_2.jpg') }))).toEqual([
      'DCIM/Camera/IMG_2.jpg p1: 700002@3+2+1, 700002@0',
    ]);
  });

  it('tells a folder once, however its contents changed, and a name that became one as another version', async () => {
    expect(lines(await find({ select: endingIn('Documents') }))).toEqual([
      'Documents p2: 0@4',
      'Documents p1: 0@3+2+1+0',
    ]);
    const [path] = await find({ select: endingIn('note 8.txt') });
    expect(path!.versions.map(({ entry }) => entry.kind)).toEqual(['directory', 'file']);
  });

  it('keeps to the snapshots and to the phone that are asked for', async () => {
    const select = endingIn('note 7.txt');
    expect(lines(await find({ select, snapshotIds: [ids[1]!, ids[0]!] }))).toEqual([
      'Documents/note 7.txt p1: 6@1, 252@0',
    ]);
    expect(lines(await find({ select, phone: 'p2' }))).toEqual(['Documents/note 7.txt p2: 10@4']);
    await expect(find({ select, snapshotIds: ['f'.repeat(64)] })).rejects.toMatchObject({
      code: 'snapshot-unknown',
    });
    expect(await find({ select, phone: 'nobody' })).toEqual([]);
  });

  it('looks into no folder that cannot hold anything wanted, and finds names that no text can hold', async () => {
    const select = endingIn('\xff\xfeA', ['Documents']);
    expect(lines(await find({ select, phone: 'p1' }))).toEqual(['Documents/\xff\xfeA p1: 3@3+2+1+0']);
    expect(select.asked).toEqual(['DCIM', 'Documents', 'empty', 'note 8.txt']);
  });

  it('stops when it is told to', async () => {
    const select = endingIn('');
    await expect(find({ select, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });

  it('goes on past a folder that is damaged in one snapshot, and says which', async () => {
    const to = folder.in('copy');
    const packs = new Set(readdirSync(join(made.stored, 'tree')));
    symlinkSync('note 2.txt', join(made.phone, 'Documents/new link'));
    await made.backup();
    made.copy(to);
    for (const pack of readdirSync(join(to, 'stored/tree')))
      if (!packs.has(pack)) rmSync(join(to, 'stored/tree', pack));
    const opened = await made.openCopy(to);
    const damage: FolderDamage[] = [];
    const select = endingIn('note 7.txt');
    const found = await find({ select, onDamage: (each) => damage.push(each) }, opened).finally(() =>
      opened.close(),
    );
    expect(lines(found)).toEqual([
      'Documents/note 7.txt p2: 10@4',
      'Documents/note 7.txt p1: 252@3, 6@2+1, 252@0',
    ]);
    const newest = (await made.repository.snapshots()).find(({ id }) => !ids.includes(id))!;
    expect(damage.map(({ path, snapshots, error }) => [shown(path), snapshots, error])).toEqual([
      ['', [expect.objectContaining({ id: newest.id })], expect.objectContaining({ code: 'object-missing' })],
    ]);
  });
});
