import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { scratch } from '../testing/scratch.js';
import { eraseRepository } from './erase-repository.js';

const folder = scratch();
afterAll(folder.remove);
const [LOCATION, MINE, THEIRS] = [1, 2, 3].map((n) => `${String(n).repeat(8)}-0000-4000-8000-000000000000`);
const now = new Date('2027-01-01T00:00:00Z');
const all = { part: 'everything', most: 1000, now } as const;

/** Two repositories beside each other; answers the place of the first. */
function two() {
  const base = mkdtempSync(join(folder.path, 'erase-'));
  for (const id of [MINE, THEIRS])
    for (const name of [
      'config',
      'keys/00000001/workstation/a',
      'keys/00000002/code/b',
      'data/c',
      '.incoming/d',
    ]) {
      const file = join(base, LOCATION!, id!, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, 'sealed');
    }
  return {
    kind: 'folder' as const,
    root: join(base, LOCATION!, MINE!),
    beside: join(base, LOCATION!, THEIRS!),
  };
}

describe('erasing a repository in a folder', () => {
  it('takes the keys alone where that is asked, then the rest, and reads back that it is gone', async () => {
    const { beside, ...place } = two();
    expect(await eraseRepository(place, { ...all, part: 'keys' })).toEqual({
      ...{ objects: 2, bytes: 12, absent: true },
      kept: undefined,
    });
    expect(readdirSync(place.root).sort()).toEqual(['.incoming', 'config', 'data']);
    expect(await eraseRepository(place, all)).toMatchObject({ objects: 3, bytes: 18, absent: true });
    expect(existsSync(place.root)).toBe(false);
    expect(readdirSync(join(beside, 'keys'))).toHaveLength(2);
  });

  it('goes on where it stopped, and finds nothing to do when all is done', async () => {
    const { beside: _beside, ...place } = two();
    expect(await eraseRepository(place, { ...all, most: 2 })).toMatchObject({ objects: 2, absent: false });
    expect(await eraseRepository(place, all)).toMatchObject({ objects: 3, absent: true });
    expect(await eraseRepository(place, all)).toMatchObject({ objects: 0, absent: true });
  });

  it('removes a link that somebody planted, and never what it leads to', async () => {
    const { beside, ...place } = two();
    symlinkSync(beside, join(place.root, 'data', 'elsewhere'));
    symlinkSync(join(beside, 'config'), join(place.root, 'linked'));
    expect(await eraseRepository(place, all)).toMatchObject({ objects: 7, absent: true });
    expect(readFileSync(join(beside, 'config'), 'utf8')).toBe('sealed');
    expect(readdirSync(join(beside, 'data'))).toEqual(['c']);
  });

  it('refuses whatever is not the place of one repository', async () => {
    const { root, beside } = two();
    for (const place of [dirname(root), dirname(dirname(root)), `${root}/data`, '/', '']) {
      const erasing = eraseRepository({ kind: 'folder', root: place }, all);
      await expect(erasing).rejects.toMatchObject({ code: 'location-refused' });
    }
    const bucket = { endpoint: 'http://127.0.0.1:9', region: 'x', bucket: 'b' };
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    for (const prefix of ['', 'phones', MINE!, `${MINE!}/`, `${LOCATION!}/${MINE!}/data`]) {
      const erasing = eraseRepository({ kind: 's3', ...bucket, credentials, prefix }, all);
      await expect(erasing).rejects.toMatchObject({ code: 'location-refused' });
    }
    expect(existsSync(join(root, 'config')) && existsSync(join(beside, 'config'))).toBe(true);
  });
});
