import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Entry, PullSource } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { BackupResult, Location, Repository } from '../index.js';
import { createRepository, folderLocation, newKeyPair, openRepository, StorageError } from '../index.js';
import { EPOCH_MS } from '../recipients/epochs.js';
import { spoolFailure } from '../repository/work-folder.js';
import { scratch } from '../testing/scratch.js';

const PHOTO = 3_000_000;
const contents = Array.from({ length: 12 }, () => randomBytes(PHOTO));
const entryOf = (i: number, name = `IMG_${i}`): Entry => ({
  path: [Buffer.from(name)],
  kind: 'file',
  size: BigInt(PHOTO),
  mtimeNs: BigInt(i),
  category: 'photos',
  ref: String(i),
});

describe('what can go wrong in a backup', () => {
  const folder = scratch();
  const pair = newKeyPair();
  const unlock = { kind: 'key', privateKey: pair.privateKey } as const;
  const recipients = [{ kind: 'key', name: 'service', publicKey: pair.publicKey }] as const;
  let opened: string[] = [];
  let made = 0;
  let here: string;
  let now = Date.UTC(2026, 0, 1);

  /** Photos of a phone that is unplugged at the given one; files are read in the order of their names. */
  function photos(
    count: number,
    unpluggedAt = Infinity,
    nameOf = (i: number) => `IMG_${100 + i}`,
  ): PullSource {
    return {
      async *scan() {
        for (let i = 0; i < count; i++) yield entryOf(i, nameOf(i));
      },
      async *open(entry) {
        opened.push(entry.ref);
        if (Number(entry.ref) >= unpluggedAt) throw new SourceError('unplugged', 'The phone was unplugged.');
        yield contents[Number(entry.ref)]!;
      },
      close: async () => {},
    };
  }
  const backup = (repository: Repository, source: PullSource, signal?: AbortSignal): Promise<BackupResult> =>
    repository.backup({
      source,
      scope: {},
      phone: 'p',
      sourceName: 's',
      now: () => new Date((now += 1000)),
      ...(signal ? { signal } : {}),
    });
  const make = (location: Location = folderLocation(`${here}/stored`), workFolder = `${here}/work`) =>
    createRepository({ location, workFolder, recipients, unlock, now: () => new Date(now) });

  beforeEach(() => {
    opened = [];
    here = folder.in(String(made++));
    mkdirSync(here);
  });
  afterAll(folder.remove);

  it('finds by reading back that a place swallowed a pack, records nothing, and sends it again', async () => {
    const real = folderLocation(`${here}/stored`);
    let swallow = true;
    const location: Location = {
      ...real,
      put: async (name, object) => {
        if (!swallow || !name.startsWith('data/')) return real.put(name, object);
        for await (const _ of object.open());
        return 'stored';
      },
    };
    const repository = await make(location);
    await expect(backup(repository, photos(2))).rejects.toMatchObject({
      code: 'object-mismatch',
      retryHelps: true,
    });
    expect(await repository.snapshots()).toEqual([]);
    swallow = false;
    await backup(repository, photos(2));
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
    await repository.close();
  });

  it('unplugged: ends with the cause, and what was read is neither read nor sent again', async () => {
    const repository = await make();
    await expect(backup(repository, photos(12, 9))).rejects.toMatchObject({ causeClass: 'unplugged' });
    expect(await repository.snapshots()).toEqual([]);
    opened = [];
    const result = await backup(repository, photos(12));
    expect(opened).toEqual(['9', '10', '11']);
    expect(result.facts.storedBytes).toBeLessThan(3 * PHOTO * 1.15);
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
    await repository.close();
  });

  it('what is found wrong when all was read ends the run, and nothing of it is believed by the next', async () => {
    const repository = await make();
    const another = (): Promise<never> => Promise.reject(new SourceError('internal', 'Another phone.'));
    const request = { source: photos(3), scope: {}, phone: 'p', sourceName: 's', now: () => new Date(now) };
    await expect(repository.backup({ ...request, afterReading: another })).rejects.toThrow('Another phone');
    expect(await repository.snapshots()).toEqual([]);
    opened = [];
    await backup(repository, photos(3));
    expect(opened).toEqual(['0', '1', '2']);
    await repository.close();
  });

  it('renamed files are read, found known, and cost no upload', async () => {
    const repository = await make();
    await backup(repository, photos(4));
    const result = await backup(
      repository,
      photos(4, Infinity, (i) => `moved ${i}`),
    );
    expect(result.facts.storedBytes).toBeLessThan(20_000);
    expect(result.facts.categories).toMatchObject([{ category: 'photos', files: 4, added: 4, removed: 4 }]);
    await repository.close();
  });

  it('one file refused: left out by name and cause, the others kept', async () => {
    const repository = await make();
    const source = photos(3);
    const open: PullSource['open'] = (entry) => {
      if (entry.ref === '1') throw new SourceError('permission-denied', 'No.');
      return source.open(entry);
    };
    const result = await backup(repository, { ...source, open });
    expect(result.leftOut).toMatchObject([{ cause: 'permission-denied' }]);
    expect(result.facts.leftOut).toEqual([{ category: 'photos', cause: 'permission-denied', count: 1 }]);
    expect((await repository.snapshots())[0]).toMatchObject({ files: 2, leftOut: 1 });
    await repository.close();
  });

  it('stopped: `cancelled`, nothing recorded', async () => {
    const repository = await make();
    const stop = new AbortController();
    const source = photos(5);
    const open: PullSource['open'] = (entry) => {
      if (entry.ref === '2') stop.abort();
      return source.open(entry);
    };
    await expect(backup(repository, { ...source, open }, stop.signal)).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(await repository.snapshots()).toEqual([]);
    await repository.close();
  });

  it('a location that refuses in the middle: its error, no snapshot, and the next run goes on', async () => {
    const real = folderLocation(`${here}/stored`);
    let full = true;
    const put: Location['put'] = (name, object) => {
      if (full && name.startsWith('data/')) throw new StorageError('location-full', 'full');
      return real.put(name, object);
    };
    const repository = await make({ ...real, put });
    await expect(backup(repository, photos(12))).rejects.toMatchObject({ code: 'location-full' });
    full = false;
    expect((await backup(repository, photos(12))).files).toBe(12);
    await repository.close();
  });

  it('a committer that refuses: the backup did not happen', async () => {
    const location = folderLocation(`${here}/stored`);
    await (await make(location)).close();
    const committed: string[] = [];
    let refuse = true;
    const committer = {
      commit: async ({ objectName }: BackupResult) => {
        if (refuse) throw new Error('lease-stale');
        committed.push(objectName);
      },
      committed: async () => committed,
    };
    const repository = await openRepository({ location, workFolder: `${here}/managed`, unlock, committer });
    await expect(backup(repository, photos(1))).rejects.toThrow('lease-stale');
    expect(await repository.snapshots()).toEqual([]);
    refuse = false;
    const { snapshotId } = await backup(repository, photos(1));
    expect((await repository.snapshots()).map(({ id }) => id)).toEqual([snapshotId]);
    await repository.close();
  });

  it('a new epoch after thirty days opens for every recipient, none of them present', async () => {
    const words = { kind: 'password', password: Buffer.from('pw') } as const;
    const location = folderLocation(`${here}/stored`);
    const all = [...recipients, words];
    const repository = await createRepository({
      location,
      workFolder: `${here}/work`,
      recipients: all,
      unlock,
      now: () => new Date(now),
    });
    await backup(repository, photos(1));
    now += EPOCH_MS;
    await backup(repository, photos(2));
    await repository.close();
    const wraps: string[] = [];
    for await (const { name } of location.list('keys/00000002/'))
      if (!name.includes('/roster/')) wraps.push(name);
    expect(wraps).toHaveLength(2);
    const other = await openRepository({ location, workFolder: `${here}/other`, unlock: words });
    expect((await other.verify({ readData: true })).damage).toEqual([]);
    await other.restore({ snapshotId: 'latest', target: `${here}/back` });
    await other.close();
  });

  it('refuses what is no repository, one that exists, and another format, each with its code', async () => {
    const nothing = openRepository({ location: folderLocation(here), workFolder: `${here}/work`, unlock });
    await expect(nothing).rejects.toMatchObject({ code: 'not-a-repository' });
    await (await make()).close();
    await expect(make()).rejects.toMatchObject({ code: 'repository-exists' });
    const config = Buffer.from(await folderLocation(`${here}/stored`).get('config'));
    config.writeUInt16BE(2, 5);
    writeFileSync(`${here}/config`, config);
    renameSync(`${here}/config`, `${here}/stored/config`);
    const newer = openRepository({
      location: folderLocation(`${here}/stored`),
      workFolder: `${here}/work`,
      unlock,
    });
    await expect(newer).rejects.toMatchObject({
      code: 'format-unsupported',
      message: expect.stringContaining('2'),
    });
  });
});

describe('a full disk under the spool', () => {
  const folder = scratch();
  const disk = folder.in('disk');
  beforeAll(() => {
    mkdirSync(disk);
    if (process.getuid?.() === 0) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]);
  });
  afterAll(() => {
    if (process.getuid?.() === 0) execFileSync('umount', [disk]);
    folder.remove();
  });

  it('is `disk-full`, says what to do, and leaves the repository whole', async () => {
    const error = spoolFailure(Object.assign(new Error(), { code: 'ENOSPC' }), disk);
    expect(error).toMatchObject({ code: 'disk-full', retryHelps: true });
    // A small disk of its own can be made by root only.
    if (process.getuid?.() !== 0) return;
    const pair = newKeyPair();
    const repository = await createRepository({
      location: folderLocation(folder.in('stored')),
      workFolder: disk,
      recipients: [{ kind: 'key', name: 'a', publicKey: pair.publicKey }],
      unlock: { kind: 'key', privateKey: pair.privateKey },
    });
    const source: PullSource = {
      async *scan() {
        for (let i = 0; i < 12; i++) yield entryOf(i);
      },
      async *open(entry) {
        yield contents[Number(entry.ref)]!;
      },
      close: async () => {},
    };
    const request = { source, scope: {}, phone: 'p', sourceName: 's', now: () => new Date() };
    await expect(repository.backup(request)).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining('Free about'),
    });
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
    await repository.close();
    rmSync(folder.in('stored'), { recursive: true });
  });
});
