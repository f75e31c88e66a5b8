import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import type { RestoreRequest, SnapshotEntry } from '../repository/repository.js';
import { describeTree } from '../testing/folder-tree.js';
import { scratch } from '../testing/scratch.js';
import { endingIn } from '../testing/selections.js';
import type { SmallRepository } from '../testing/small-repository.js';
import { smallRepository } from '../testing/small-repository.js';

describe('a restore of what is selected', () => {
  const folder = scratch();
  let made: SmallRepository;
  let original: string[];
  let restores = 0;

  beforeAll(async () => {
    made = await smallRepository(folder.path);
    original = describeTree(made.phone);
    await made.backup();
  });
  afterAll(async () => {
    await made.repository.close();
    folder.remove();
  });

  async function restored(request: Partial<RestoreRequest>): Promise<string[]> {
    const { id } = await made.repository.resolveSnapshot('latest');
    const target = folder.in(`restored-${restores++}`);
    await made.repository.restore({ snapshotId: id, target, ...request });
    return describeTree(target);
  }
  const of = (...paths: string[]): string[] =>
    original.filter((line) => paths.some((path) => line.startsWith(`${path} `)));

  it('brings it back with the folders that it lies in, and those with their bits and times', async () => {
    expect(await restored({ select: endingIn('note 1.txt') })).toEqual(
      of('/Documents/', '/Documents/note 1.txt'),
    );
    expect(await restored({ select: endingIn('IMG_3.jpg') })).toEqual(
      of('/DCIM/', '/DCIM/Camera/', '/DCIM/Camera/IMG_3.jpg'),
    );
    expect(await restored({ select: endingIn('empty') })).toEqual(of('/Documents/', '/Documents/empty/'));
  });

  it('keeps to the paths that are named too, and looks into no other folder', async () => {
    const paths = [[Buffer.from('Documents')]];
    expect(await restored({ paths, select: endingIn('3.txt', ['Documents']) })).toEqual(
      original.filter((line) => line.startsWith('/Documents/ ') || /3\.txt /.test(line)),
    );
    await expect(restored({ paths, select: endingIn('.jpg') })).rejects.toMatchObject({
      code: 'path-unknown',
    });
    await expect(restored({ select: endingIn('.txt', []) })).rejects.toMatchObject({ code: 'path-unknown' });
    expect(readdirSync(folder.in(`restored-${restores - 1}`))).toEqual([]);
  });

  it('is listed with the same selection', async () => {
    const { id } = await made.repository.resolveSnapshot('latest');
    const list = async (path: string[], select = endingIn('.jpg')): Promise<number> => {
      const entries: SnapshotEntry[] = [];
      const names = path.map((name) => Buffer.from(name));
      for await (const entry of made.repository.list(id, { path: names, recursive: true, select }))
        entries.push(entry);
      return entries.length;
    };
    expect(await list([])).toBe(5);
    expect(await list(['DCIM', 'Camera'])).toBe(5);
    expect(await list(['DCIM', 'Camera', 'IMG_1.jpg'])).toBe(1);
    expect(await list(['DCIM', 'Camera', 'IMG_1.jpg'], endingIn('.txt'))).toBe(0);
    expect(await list([], endingIn('.jpg', ['Documents']))).toBe(0);
    expect(await list(['DCIM', 'Camera'], endingIn('.jpg', ['Documents']))).toBe(0);
  });
});
