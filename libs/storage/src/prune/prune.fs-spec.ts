import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collected } from '../testing/objects.js';
import { scratch } from '../testing/scratch.js';
import { describeTree } from '../testing/folder-tree.js';
import { smallRepository, type SmallRepository } from '../testing/small-repository.js';

jest.setTimeout(60_000);

const DAY_MS = 86_400_000;
const later = (days: number) => (): Date => new Date(Date.now() + days * DAY_MS);

const folder = scratch();
let small: SmallRepository;
const at = (...parts: string[]): string => join(folder.path, ...parts);

const storedBytes = (): number =>
  readdirSync(small.stored, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(data|tree)$/.test(entry.parentPath))
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

async function restoresWhole(id: string, expected: readonly string[]): Promise<void> {
  const target = at(`back-${randomBytes(4).toString('hex')}`);
  const { failed } = await small.repository.restore({ snapshotId: id, target });
  expect(failed).toEqual([]);
  expect(describeTree(target)).toEqual(expected);
}

async function healthy(): Promise<void> {
  expect((await small.repository.verify({ readData: true })).damage).toEqual([]);
}

beforeAll(async () => {
  small = await smallRepository(folder.path);
});
afterAll(async () => {
  await small.repository.close();
  folder.remove();
});

describe('forgetting and pruning', () => {
  const ids: string[] = [];
  const trees: string[][] = [];
  const backup = async (): Promise<void> => {
    ids.push((await small.backup()).snapshotId);
    trees.push(describeTree(small.phone));
  };

  it('never forgets the newest of a phone, nor what is no snapshot', async () => {
    await backup();
    const { repository } = small;
    await expect(repository.forget({ snapshotIds: ids, now: later(0) })).rejects.toMatchObject({
      code: 'snapshot-needed',
    });
    await expect(repository.forget({ snapshotIds: ['0'.repeat(64)], now: later(0) })).rejects.toMatchObject({
      code: 'snapshot-unknown',
    });
    expect(await repository.snapshots()).toHaveLength(1);
  });

  it('forgets a snapshot at once, and verify misses nothing then', async () => {
    writeFileSync(join(small.phone, 'large.bin'), randomBytes(6_000_000));
    await backup();
    rmSync(join(small.phone, 'large.bin'));
    writeFileSync(join(small.phone, 'other.bin'), randomBytes(500_000));
    await backup();
    const dry = await small.repository.forget({ snapshotIds: [ids[1]!], dryRun: true, now: later(0) });
    expect(dry.forgotten.map(({ id }) => id)).toEqual([ids[1]]);
    expect(await small.repository.snapshots()).toHaveLength(3);
    await small.repository.forget({ snapshotIds: [ids[1]!], now: later(0) });
    expect((await small.repository.snapshots()).map(({ id }) => id)).toEqual([ids[2], ids[0]]);
    await expect(small.repository.resolveSnapshot(ids[1]!)).rejects.toMatchObject({
      code: 'snapshot-unknown',
    });
    await healthy();
  });

  it('says in a dry run what it would do, and writes nothing', async () => {
    const before = readdirSync(small.stored, { recursive: true }).sort();
    const would = await small.repository.prune({ now: later(8), dryRun: true });
    expect(would).toMatchObject({ damaged: false, removed: { objects: 0 } });
    expect(would.liveBytes).toBeLessThan(would.namedBytes * 0.5);
    expect(would.repacked.packs).toBeGreaterThan(0);
    expect(readdirSync(small.stored, { recursive: true }).sort()).toEqual(before);
  });

  it('packs anew, waits for the cooling-off, then frees the bytes; every snapshot is what it was', async () => {
    const full = storedBytes();
    const first = await small.repository.prune({ now: later(8) });
    expect(first.repacked.snapshots).toBe(2);
    expect(first.removed.objects).toBe(0);
    expect(first.waiting.bytes).toBeGreaterThan(6_000_000);
    expect(storedBytes()).toBeGreaterThan(full);
    await healthy();
    const second = await small.repository.prune({ now: later(16) });
    expect(second.removed.bytes).toBeGreaterThan(6_000_000);
    expect(second.waiting.objects).toBe(0);
    expect(storedBytes()).toBeLessThan(full - 6_000_000);
    await healthy();
    await restoresWhole(ids[0]!, trees[0]!);
    await restoresWhole(ids[2]!, trees[2]!);
    const [newest, oldest] = await small.repository.snapshots();
    expect([newest!.originalId, oldest!.originalId]).toEqual([ids[2], ids[0]]);
  });

  it('finds nothing more to do', async () => {
    const before = readdirSync(small.stored, { recursive: true }).length;
    const third = await small.repository.prune({ now: later(17), coolingOffMs: 0 });
    expect(third).toMatchObject({ removed: { objects: 0 }, repacked: { packs: 0 }, waiting: { objects: 0 } });
    expect(third.liveBytes).toBeGreaterThan(third.namedBytes * 0.8);
    expect(readdirSync(small.stored, { recursive: true })).toHaveLength(before);
  });

  it('goes on with the next backup as if nothing had been', async () => {
    const result = await small.backup();
    expect(result.facts.readBytes).toBe(0);
    expect((await collected(small.repository.diff(ids[2]!, result.snapshotId))).length).toBe(0);
    await healthy();
  });

  it('frees at once where it is told to wait for nobody', async () => {
    writeFileSync(join(small.phone, 'passing.bin'), randomBytes(5_000_000));
    await backup();
    rmSync(join(small.phone, 'passing.bin'));
    await backup();
    const [, ...older] = await small.repository.snapshots();
    await small.repository.forget({ snapshotIds: older.map(({ id }) => id), now: later(20) });
    const request = { now: later(20), coolingOffMs: 0 };
    await small.repository.prune({ ...request, coolingOffMs: 40 * DAY_MS });
    const would = await small.repository.prune({ ...request, dryRun: true });
    const result = await small.repository.prune(request);
    expect(would.removed).toEqual(result.removed);
    expect(result.removed.bytes).toBeGreaterThan(5_000_000);
    await healthy();
    const [only, ...none] = await small.repository.snapshots();
    expect(none).toEqual([]);
    await restoresWhole(only!.id, trees.at(-1)!);
  });
});
