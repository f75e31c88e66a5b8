import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Repository } from '../index.js';
import { createRepository, folderLocation, newKeyPair, openRepository } from '../index.js';
import { folderSource } from '../testing/folder-source.js';
import { describeTree, makePhone } from '../testing/folder-tree.js';
import { scratch } from '../testing/scratch.js';

const collect = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
};

describe('a phone, backed up, changed and backed up again', () => {
  const folder = scratch();
  const pair = newKeyPair();
  const password = Buffer.from('correct horse');
  const phone = folder.in('phone');
  let repository: Repository;
  let before: string[];
  let after: string[];
  let clock = Date.UTC(2026, 0, 1);

  const backup = () =>
    repository.backup({
      source: folderSource(phone, { local: true }),
      scope: {},
      phone: 'p1',
      sourceName: 'folder:phone',
      now: () => new Date((clock += 60_000)),
    });

  beforeAll(async () => {
    mkdirSync(phone);
    makePhone(phone);
    repository = await createRepository({
      location: folderLocation(folder.in('repository')),
      workFolder: folder.in('work'),
      recipients: [
        { kind: 'password', password },
        { kind: 'key', name: 'Service', publicKey: pair.publicKey },
      ],
      unlock: { kind: 'key', privateKey: pair.privateKey },
    });
    before = describeTree(phone);
    await backup();
    writeFileSync(`${phone}/DCIM/Camera/new.jpg`, 'new');
    writeFileSync(`${phone}/Documents/note 3.txt`, 'rewritten');
    rmSync(`${phone}/Documents/note 4.txt`);
    after = describeTree(phone);
    await backup();
  });
  afterAll(async () => {
    await repository.close();
    folder.remove();
  });

  it('restores both versions exactly', async () => {
    const [second, first] = await repository.snapshots();
    for (const [snapshot, expected] of [[first!, before] as const, [second!, after] as const]) {
      const target = folder.in(`restored-${snapshot.id}`);
      const result = await repository.restore({ snapshotId: snapshot.id, target });
      expect(result.failed).toEqual([]);
      expect(describeTree(target)).toEqual(expected);
    }
  });

  it('sends only what is new and reads only what changed', async () => {
    const again = await backup();
    expect(again.facts.readBytes).toBe(0);
    expect(again.facts.storedBytes).toBeLessThan(20_000);
    const photos = again.facts.categories.find(({ category }) => category === 'photos');
    expect(photos).toMatchObject({ files: 6, added: 0, changed: 0, removed: 0 });
  });

  it('tells the differences by path', async () => {
    const ids = (await repository.snapshots()).map(({ id }) => id).reverse();
    const changes = await collect(repository.diff(ids[0]!, ids[1]!));
    const shown = changes.map(({ change, path }) => `${change} ${Buffer.from(path.at(-1)!).toString()}`);
    expect(shown).toEqual(['added new.jpg', 'changed note 3.txt', 'removed note 4.txt']);
  });

  it('reads one file, lists one folder, and is whole', async () => {
    const { id } = await repository.resolveSnapshot('latest');
    const path = ['Documents', 'note 3.txt'].map((name) => Buffer.from(name));
    expect(Buffer.concat(await collect(repository.read(id, path))).toString()).toBe('rewritten');
    const listed = await collect(repository.list(id, { path: [Buffer.from('DCIM')], recursive: true }));
    expect(listed).toHaveLength(7);
    const report = await repository.verify({ readData: true });
    expect(report).toMatchObject({ damage: [], snapshots: 3 });
  });

  it('opens with the password from a computer that knows nothing', async () => {
    const location = folderLocation(folder.in('repository'));
    const workFolder = folder.in('other');
    const other = await openRepository({ location, workFolder, unlock: { kind: 'password', password } });
    expect(await other.snapshots()).toHaveLength(3);
    expect((await other.verify({ readData: true })).damage).toEqual([]);
    await other.close();
    const wrong = openRepository({
      location,
      workFolder,
      unlock: { kind: 'password', password: Buffer.from('no') },
    });
    await expect(wrong).rejects.toMatchObject({ code: 'wrong-key' });
  });
});
