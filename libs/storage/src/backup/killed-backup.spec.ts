import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createRepository, folderLocation, newKeyPair, openRepository } from '../index.js';
import type { Repository } from '../index.js';
import { folderSource } from '../testing/folder-source.js';
import { describeTree } from '../testing/folder-tree.js';
import { scratch } from '../testing/scratch.js';

const child = join(import.meta.dirname, '../testing/backup-child.mjs');
/** Two data packs, a tree pack, an index shard, a segment, the snapshot. */
const PUTS = 6;
const PHOTO_BYTES = 400_000;

describe('a backup killed at any PUT', () => {
  const folder = scratch();
  const pair = newKeyPair();
  const unlock = { kind: 'key', privateKey: pair.privateKey } as const;
  const begun = folder.in('begun');

  const open = (at: string) =>
    openRepository({ location: folderLocation(join(at, 'stored')), workFolder: join(at, 'work'), unlock });
  const backup = (repository: Repository, at: string) =>
    repository.backup({
      source: folderSource(join(at, 'phone')),
      scope: {},
      phone: 'p1',
      sourceName: 'folder:phone',
      now: () => new Date(),
    });
  const kill = (at: string, when: string, put: number): Promise<string | null> =>
    new Promise((resolve) => {
      const key = Buffer.from(pair.privateKey).toString('hex');
      const run = spawn(process.execPath, ['--no-warnings', child, at, key, when, String(put)], {
        stdio: 'ignore',
      });
      run.on('exit', (_code, signal) => resolve(signal));
    });
  const storedBytes = async (at: string): Promise<number> => {
    let sum = 0;
    for await (const { size } of folderLocation(join(at, 'stored')).list('data/')) sum += size;
    return sum;
  };

  beforeAll(async () => {
    mkdirSync(join(begun, 'phone'), { recursive: true });
    writeFileSync(join(begun, 'phone/old.jpg'), randomBytes(PHOTO_BYTES));
    const recipients = [{ kind: 'key', name: 'service', publicKey: pair.publicKey }] as const;
    const location = folderLocation(join(begun, 'stored'));
    const repository = await createRepository({
      location,
      workFolder: join(begun, 'work'),
      recipients,
      unlock,
    });
    await backup(repository, begun);
    await repository.close();
    for (let i = 0; i < 8; i++) writeFileSync(join(begun, `phone/new-${i}.jpg`), randomBytes(PHOTO_BYTES));
  });
  afterAll(folder.remove);

  const points = ['before', 'after'].flatMap((when) =>
    Array.from({ length: PUTS }, (_, i) => [when, i + 1, i % 2 === 1] as const),
  );

  it.each(points)(
    '%s PUT %i (work folder lost: %s) leaves old snapshots whole and sends nothing twice',
    async (when, put, lost) => {
      const at = folder.in(`${when}-${put}`);
      cpSync(begun, at, { recursive: true, preserveTimestamps: true });
      expect(await kill(at, when, put)).toBe('SIGKILL');
      if (lost) rmSync(join(at, 'work'), { recursive: true });
      const repository = await open(at);
      expect((await repository.verify({ readData: true })).damage).toEqual([]);
      const result = await backup(repository, at);
      expect((await repository.verify({ readData: true })).damage).toEqual([]);
      // Kept on this computer, what was confirmed is never sent again; a PUT that was not confirmed may be, once.
      if (!lost)
        expect(await storedBytes(at)).toBeLessThan(PHOTO_BYTES * 9 * 1.12 + (put <= 2 ? 5 * PHOTO_BYTES : 0));
      const target = join(at, 'back');
      await repository.restore({ snapshotId: result.snapshotId, target });
      expect(describeTree(target)).toEqual(describeTree(join(at, 'phone')));
      await repository.close();
      rmSync(at, { recursive: true });
    },
  );

  it('refuses a second writer on the same work folder, and only while the first one lives', async () => {
    const [one, two] = [await open(begun), await open(begun)];
    const first = backup(one, begun);
    await expect(backup(two, begun)).rejects.toMatchObject({ code: 'repository-busy', retryHelps: true });
    await first;
    await backup(two, begun);
    await one.close();
    await two.close();
  });
});
