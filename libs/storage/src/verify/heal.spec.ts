import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderLocation } from '../location/folder-location.js';
import type { Repository } from '../repository/repository.js';
import { scratch } from '../testing/scratch.js';
import type { SmallRepository } from '../testing/small-repository.js';
import { smallRepository } from '../testing/small-repository.js';
import { folderSource } from '../testing/folder-source.js';
import { describeTree } from '../testing/folder-tree.js';

jest.setTimeout(60_000);

let folder: ReturnType<typeof scratch>;
let made: SmallRepository;
let copy: Repository;

beforeEach(async () => {
  folder = scratch();
  made = await smallRepository(folder.path);
  await made.backup();
  writeFileSync(join(made.phone, 'new.bin'), randomBytes(400_000));
  await made.backup();
  mkdirSync(folder.in('copy'));
  made.copy(folder.in('copy'));
  copy = await made.openCopy(folder.in('copy'));
});
afterEach(async () => {
  await copy.close();
  await made.repository.close();
  folder.remove();
});

const spoiled = (...parts: string[]): string => folder.in(join('copy', 'stored', ...parts));
function flip(file: string): void {
  const bytes = readFileSync(file);
  bytes[Math.floor(bytes.length / 2)]! ^= 1;
  rmSync(file);
  writeFileSync(file, bytes);
}

describe('healing from a second location', () => {
  it('brings back whatever of every kind is missing or altered', async () => {
    const names: string[] = [];
    for (const kind of ['data', 'tree', 'index', 'segment', 'snapshot']) {
      readdirSync(spoiled(kind)).forEach((name, i) => {
        // The newest snapshot is named by nothing else, so it is only altered.
        if (i % 2 === 0 && kind !== 'snapshot') rmSync(spoiled(kind, name));
        else flip(spoiled(kind, name));
        names.push(`${kind}/${name}`);
      });
    }
    flip(spoiled('config'));
    await copy.close();
    copy = await made.openCopy(folder.in('copy'));
    const from = folderLocation(made.stored);
    // What a lost list names comes to light once the list is back.
    const { healed, notHealed } = await copy.heal({ from, readData: true });
    expect(notHealed).toEqual([{ objectName: 'config', why: 'refused' }]);
    expect(healed).toEqual(expect.arrayContaining(names));
    expect((await copy.verify({ readData: true })).damage.map(({ objectName }) => objectName)).toEqual([
      'config',
    ]);
    const { id: snapshotId } = await copy.resolveSnapshot('latest');
    await copy.restore({ snapshotId, target: folder.in('back') });
    expect(describeTree(folder.in('back'))).toEqual(describeTree(made.phone));
    expect(names.length).toBeGreaterThan(8);
  });

  it('lets the program that healed them go on with its config and wraps', async () => {
    const [wrap] = readdirSync(spoiled('keys', '00000001'));
    const [file] = readdirSync(spoiled('keys', '00000001', wrap!));
    flip(spoiled('keys', '00000001', wrap!, file!));
    rmSync(spoiled('config'));
    await copy.close();
    copy = await made.openCopy(folder.in('copy'));
    const source = folderSource(made.phone, { local: true });
    const request = { source, scope: {}, phone: 'p1', sourceName: 's', now: () => new Date() };
    await expect(copy.backup(request)).rejects.toMatchObject({ code: 'object-altered' });
    expect((await copy.heal({ from: folderLocation(made.stored) })).healed).toHaveLength(2);
    expect((await copy.verify({ readData: true })).damage).toEqual([]);
    await copy.backup(request);
  });

  it('refuses a place that holds another repository', async () => {
    mkdirSync(folder.in('another'));
    const another = await smallRepository(folder.in('another'));
    await another.repository.close();
    await expect(copy.heal({ from: folderLocation(another.stored) })).rejects.toMatchObject({
      code: 'not-a-repository',
    });
  });

  it('takes nothing but the right bytes, and says what the other place does not have', async () => {
    const [first, second] = readdirSync(spoiled('data'));
    rmSync(spoiled('data', first!));
    rmSync(spoiled('data', second!));
    const other = folder.in('other');
    mkdirSync(join(other, 'data'), { recursive: true });
    writeFileSync(join(other, 'data', first!), randomBytes(5000));
    const { report, healed, notHealed } = await copy.heal({ from: folderLocation(other) });
    expect(report.damage).toHaveLength(2);
    expect(healed).toEqual([]);
    expect(notHealed.map(({ why }) => why)).toEqual(['not-there', 'not-there']);
    expect(readdirSync(spoiled('data'))).not.toContain(first);
  });
});

describe('reading contents', () => {
  it('of a sample finds what it draws, and reads no more than that', async () => {
    const all = readdirSync(spoiled('data')).length + readdirSync(spoiled('tree')).length;
    for (const name of readdirSync(spoiled('data'))) flip(spoiled('data', name));
    const presence = await copy.verify();
    expect(presence.damage).toEqual([]);
    expect((await copy.verify({ sample: 0 })).bytesRead).toBe(presence.bytesRead);
    const sampled = await copy.verify({ sample: 1000 });
    expect(sampled.damage.length).toBe(readdirSync(spoiled('data')).length);
    expect(all).toBeGreaterThan(2);
  });

  it('goes on in another pack that holds the same part, when the first one is damaged', async () => {
    // Stored anew because the first packs were away, which then come back: each part is in two packs.
    const [here, away] = [join(made.stored, 'data'), folder.in('away')];
    renameSync(here, away);
    const { snapshotId } = await made.backup();
    const old = readdirSync(away);
    for (const name of old) renameSync(join(away, name), join(here, name));
    for (const name of old) flip(join(here, name));
    const fresh = await made.openCopy(folder.path);
    const { failed } = await fresh.restore({ snapshotId, target: folder.in('again') });
    await fresh.close();
    expect(failed).toEqual([]);
    expect(describeTree(folder.in('again'))).toEqual(describeTree(made.phone));
  });
});
