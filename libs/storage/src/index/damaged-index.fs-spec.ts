import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StorageError } from '../storage-error.js';
import { describeTree } from '../testing/folder-tree.js';
import { collected } from '../testing/objects.js';
import { scratch } from '../testing/scratch.js';
import type { SmallRepository } from '../testing/small-repository.js';
import { smallRepository } from '../testing/small-repository.js';
import { INDEX_VERSION } from './local-schema.js';

jest.setTimeout(60_000);

const folder = scratch();
let made: SmallRepository;
let losses: string[] = [];
let file = '';

beforeAll(async () => {
  made = await smallRepository(folder.path);
  await made.backup();
  made.copy(folder.path.concat('/copy'));
  const copy = await made.openCopy(folder.in('copy'));
  await collected(copy.list((await copy.resolveSnapshot('latest')).id));
  await copy.close();
  file = folder.in(join('copy/work', copy.id, 'index.sqlite'));
});
afterAll(async () => {
  await made.repository.close();
  folder.remove();
});

const sql = (text: string): void => {
  const database = new DatabaseSync(file);
  database.exec(text);
  database.close();
};

/** Opens the copy and does all that rests on the index. */
async function works(): Promise<void> {
  losses = [];
  const copy = await made.openCopy(folder.in('copy'), { onIndexLost: (why) => losses.push(why) });
  try {
    const { id } = await copy.resolveSnapshot('latest');
    expect((await copy.verify()).damage).toEqual([]);
    await copy.restore({ snapshotId: id, target: folder.in('back') });
    expect(describeTree(folder.in('back'))).toEqual(describeTree(made.phone));
  } finally {
    rmSync(folder.in('back'), { recursive: true, force: true });
    await copy.close();
  }
}

describe('an index that is of no use is thrown away at the opening', () => {
  it.each<[string, string[], () => void]>([
    ['of random bytes', ['damaged'], () => writeFileSync(file, randomBytes(100_000))],
    ['cut off in its middle', ['damaged'], () => truncateSync(file, 8192)],
    ['cut off in its first page', ['damaged'], () => truncateSync(file, 700)],
    ['of a newer release', ['another version'], () => sql(`PRAGMA user_version = ${INDEX_VERSION + 1}`)],
    ['of another program', ['another version'], () => rmSync(file) ?? sql('CREATE TABLE pack (x)')],
    [
      'of another repository',
      ['another repository'],
      () => sql(`UPDATE meta SET value = x'00' WHERE key = 'repository'`),
    ],
    ['empty', [], () => truncateSync(file, 0)],
    ['missing', [], () => rmSync(file)],
  ])('when it is %s', async (_, why, spoil) => {
    spoil();
    await works();
    expect(losses).toEqual(why);
    await works();
    expect(losses).toEqual([]);
  });

  it('with the log that a killed program left beside it', async () => {
    const killed = await made.openCopy(folder.in('copy'));
    await collected(killed.list((await killed.resolveSnapshot('latest')).id));
    for (const suffix of ['-wal', '-shm']) copyFileSync(file + suffix, `${file}${suffix}.kept`);
    await killed.close();
    for (const suffix of ['-wal', '-shm']) copyFileSync(`${file}${suffix}.kept`, file + suffix);
    writeFileSync(file, randomBytes(50_000));
    await works();
    expect(losses).toEqual(['damaged']);
    await works();
    expect(losses).toEqual([]);
  });

  it('also where the lock of writers is no lock any more', async () => {
    writeFileSync(file, randomBytes(50_000));
    writeFileSync(join(file, '../writer.lock'), randomBytes(5000));
    await works();
    expect(losses).toEqual(['damaged']);
  });

  it('but not while a backup works with it', async () => {
    writeFileSync(file, randomBytes(50_000));
    const lock = new DatabaseSync(join(file, '../writer.lock'));
    lock.exec('BEGIN EXCLUSIVE');
    await expect(works()).rejects.toMatchObject({ code: 'repository-busy', retryHelps: true });
    lock.close();
    await works();
  });
});

describe('an index that turns out to be damaged later', () => {
  it('is told with a code, and the next opening begins with a new one', async () => {
    const database = new DatabaseSync(file);
    const { rootpage } = database.prepare(`SELECT rootpage FROM sqlite_schema WHERE name = 'chunk'`).get()!;
    database.close();
    writeFileSync(
      file,
      readFileSync(file).fill(0xff, 4096 * (Number(rootpage) - 1), 4096 * Number(rootpage)),
    );
    const copy = await made.openCopy(folder.in('copy'));
    const told = await copy.verify().catch((error: unknown) => error);
    expect(told).toBeInstanceOf(StorageError);
    expect(told).toMatchObject({ code: 'index-damaged', retryHelps: true });
    await copy.close();
    expect(existsSync(file)).toBe(false);
    await works();
  });
});
