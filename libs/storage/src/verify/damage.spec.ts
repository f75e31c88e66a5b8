import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderLocation } from '../location/folder-location.js';
import type { VerifyReport } from '../repository/repository.js';
import { StorageError } from '../storage-error.js';
import { scratch } from '../testing/scratch.js';
import type { SmallRepository } from '../testing/small-repository.js';
import { smallRepository } from '../testing/small-repository.js';

const shown = (path: readonly Uint8Array[]): string =>
  path.map((name) => Buffer.from(name).toString()).join('/');

describe('damage', () => {
  const folder = scratch();
  let made: SmallRepository;
  let names: string[];
  let copies = 0;

  beforeAll(async () => {
    made = await smallRepository(folder.path);
    await made.backup();
    writeFileSync(join(made.phone, 'Documents/note 3.txt'), 'rewritten');
    await made.backup();
    names = [];
    for await (const { name } of folderLocation(made.stored).list('')) names.push(name);
  });
  afterAll(async () => {
    await made.repository.close();
    folder.remove();
  });

  /** A copy where `spoil` did something to one object; opened afresh, so that no cache hides it. */
  async function verifySpoiled(
    name: string,
    spoil: (file: string) => void,
  ): Promise<VerifyReport | StorageError> {
    const to = folder.in(`copy-${copies++}`);
    made.copy(to);
    spoil(join(to, 'stored', name));
    try {
      const opened = await made.openCopy(to);
      return await opened.verify({ readData: true }).finally(() => opened.close());
    } catch (error) {
      if (error instanceof StorageError) return error;
      throw error;
    } finally {
      rmSync(to, { recursive: true });
    }
  }

  function expectNamed(name: string, report: VerifyReport | StorageError, what: string[]): void {
    if (report instanceof StorageError) {
      expect(report.message).toContain(name);
      return;
    }
    const found = report.damage.find(({ objectName }) => objectName === name);
    expect([name, found?.what]).toEqual([name, expect.stringMatching(what.join('|'))]);
    if (/^(data|tree|segment|snapshot)\//.test(name)) expect(found!.files.length).toBeGreaterThan(0);
  }

  it('has every kind of object', () => {
    const kinds = new Set(names.map((name) => name.split('/')[0]));
    expect([...kinds].sort()).toEqual(['config', 'data', 'index', 'keys', 'segment', 'snapshot', 'tree']);
  });

  it('is found and named wherever one byte is flipped', async () => {
    for (const name of names) {
      const length = readFileSync(join(made.stored, name)).length;
      for (const at of [0, 5, 12, Math.floor(length / 2), length - 1]) {
        const report = await verifySpoiled(name, (file) => {
          const bytes = readFileSync(file);
          bytes[at]! ^= 1;
          rmSync(file);
          writeFileSync(file, bytes);
        });
        expectNamed(name, report, ['altered']);
      }
    }
  }, 60_000);

  it('is found and named when an object is missing or cut short', async () => {
    for (const name of names) {
      const cut = await verifySpoiled(name, (file) =>
        writeFileSync(file, readFileSync(file).subarray(0, 20)),
      );
      expectNamed(name, cut, ['altered']);
      // Nothing else names the newest snapshot, and without one's own wrap no key opens anything.
      const [newest] = await made.repository.snapshots();
      if (name === newest!.objectName || name.includes('/service-')) continue;
      expectNamed(name, await verifySpoiled(name, (file) => rmSync(file)), ['missing']);
    }
  }, 60_000);

  it('of a data pack names exactly the files that cannot be read, and the next backup heals it', async () => {
    const photo = [Buffer.from('DCIM'), Buffer.from('Camera'), Buffer.from('IMG_1.jpg')];
    const packs = readdirSync(join(made.stored, 'data'));
    for (const pack of packs) {
      const file = join(made.stored, 'data', pack);
      const bytes = readFileSync(file);
      rmSync(file);
      const report = await made.repository.verify();
      expect(report.damage.map(({ objectName }) => objectName)).toEqual([`data/${pack}`]);
      const hurt = new Set(report.damage[0]!.files.map(({ path }) => shown(path)));
      const { id } = await made.repository.resolveSnapshot('latest');
      const fresh = await made.openCopy(folder.path);
      const reading = (async () => {
        for await (const _ of fresh.read(id, photo));
      })().finally(() => fresh.close());
      if (hurt.has(shown(photo))) await expect(reading).rejects.toMatchObject({ code: 'object-missing' });
      else await reading;
      writeFileSync(file, bytes);
    }
    expect((await made.repository.verify({ readData: true })).damage).toEqual([]);
    for (const pack of packs) rmSync(join(made.stored, 'data', pack));
    await made.repository.verify();
    const healed = await made.backup();
    expect(healed.leftOut).toEqual([]);
    const hurt = (await made.repository.verify()).damage.flatMap(({ files }) => files);
    expect(hurt.filter(({ snapshotId }) => snapshotId === healed.snapshotId)).toEqual([]);
  });
});
