import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenPhone } from '../../golden/golden-phones.mjs';
import { FORMAT } from '../format/object-header.js';
import type { Repository, VerifyReport } from '../index.js';
import { folderLocation, openRepository } from '../index.js';
import { DAMAGE_RECIPES, differences, type Expected } from '../testing/damage-recipes.js';
import { fileKey, type GoldenParts, goldenParts } from '../testing/golden-parts.js';
import { GoldenRepository, manifestOfRestored } from '../testing/golden-repository.js';
import { scratch } from '../testing/scratch.js';

/** The versions that the newest snapshots hold. */
const NEWEST = [
  ['folder', 4],
  ['android', 2],
] as const;
const LATER = new Date(Date.UTC(2026, 2, 9));

const golden = new GoldenRepository(`format-${FORMAT}`);
const folder = scratch();
let parts: GoldenParts;
let here: string;
let stored: string;
let repository: Repository;
let made = 0;

beforeAll(async () => {
  parts = await goldenParts(golden);
});
beforeEach(() => {
  here = folder.in(`${made++}`);
  stored = golden.copyTo(join(here, 'stored'));
});
afterAll(folder.remove);

async function opened(): Promise<Repository> {
  repository = await openRepository({
    location: folderLocation(stored),
    workFolder: join(here, 'work'),
    unlock: golden.unlocks[0]!,
  });
  return repository;
}

/** Each object named, with exactly the files that nothing else holds. */
function expectTold(report: VerifyReport, all: readonly Expected[]): void {
  const told = report.damage.map(({ objectName, what }) => ({ objectName, what }));
  const sorted = all.toSorted((a, b) => (a.objectName < b.objectName ? -1 : 1));
  expect(told).toEqual(sorted.map(({ objectName, what }) => ({ objectName, what })));
  for (const { objectName, hurts } of all) {
    const { files, moreFiles = 0 } = report.damage.find((one) => one.objectName === objectName)!;
    if (hurts === 'nothing') expect(files).toEqual([]);
    else expect(files.length).toBeGreaterThan(0);
    if (hurts === 'snapshots') expect(files.every(({ path }) => path.length === 0)).toBe(true);
    if (!objectName.startsWith('data/') || hurts === 'nothing') continue;
    const lost = new Set(
      [...parts.packsOfFile].filter(([, packs]) => packs.has(objectName)).map(([key]) => key),
    );
    const named = files.map(({ snapshotId, path }) => fileKey(snapshotId, path));
    expect(named.filter((key) => !lost.has(key))).toEqual([]);
    expect(new Set(named).size + moreFiles).toBe(lost.size);
  }
}

async function backUpBoth(): Promise<void> {
  for (const [phone, version] of NEWEST)
    await repository.backup({ ...goldenPhone(phone, version), now: () => LATER });
}

async function expectNewestWhole(): Promise<void> {
  for (const [phone] of NEWEST) {
    const { id } = await repository.resolveSnapshot('latest', { phone });
    const target = join(here, phone);
    const { failed } = await repository.restore({ snapshotId: id, target });
    expect(failed).toEqual([]);
    const snapshot = golden.snapshots.find((one) => one.phone === phone)!;
    expect(await manifestOfRestored(repository, id, target)).toEqual(golden.manifest(snapshot));
  }
}

describe.each(DAMAGE_RECIPES)('$name', ({ spoil, stray }) => {
  it('is found and named, with what it hurts, and healed from a second location', async () => {
    const expected = spoil(stored, parts);
    await opened();
    expectTold(await repository.verify({ readData: true }), expected);
    const from = folderLocation(golden.stored);
    const { healed, notHealed } = await repository.heal({ from, readData: true });
    if (stray) {
      // Nothing that is needed: named, and left for who owns the place to remove.
      expect(notHealed.map(({ why }) => why)).toEqual(['not-there']);
      for (const { objectName } of expected) rmSync(join(stored, objectName));
    } else expect(healed).toEqual(expected.map(({ objectName }) => objectName).sort());
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
    expect(differences(stored, golden.stored)).toEqual([]);
    await repository.close();
  });
});

describe('damage of many kinds at once', () => {
  it.each([
    ['a missing pack', 'a missing pack of trees', 'a missing shard'],
    ['a bit of a chunk flipped', 'a pack of trees cut off', 'a bit of a shard flipped', 'a snapshot cut off'],
    ['two packs that have changed places', 'a segment made to name foreign objects'],
    [
      'an empty pack',
      'a missing segment',
      'a pack under a wrong name',
      'a pack of another repository beside ours',
    ],
  ])(
    '(%s, %s, …) is healed by the next backup of the phones, which still have everything',
    async (...names) => {
      for (const name of names) DAMAGE_RECIPES.find((recipe) => recipe.name === name)!.spoil(stored, parts);
      await opened();
      await repository.verify({ readData: true });
      await backUpBoth();
      await expectNewestWhole();
      const newest = await Promise.all(
        NEWEST.map(async ([phone]) => (await repository.resolveSnapshot('latest', { phone })).id),
      );
      const { damage } = await repository.verify({ readData: true });
      expect(damage.length).toBeGreaterThan(0);
      const hurt = damage.flatMap(({ files }) => files.filter((file) => newest.includes(file.snapshotId)));
      expect(hurt).toEqual([]);
      await repository.close();
    },
  );
});

describe('an empty config', () => {
  it('is named, refuses a backup only, and is brought back once somebody has taken it away', async () => {
    writeFileSync(join(stored, 'config'), '');
    await opened();
    expectTold(await repository.verify({ readData: true }), [
      { objectName: 'config', what: 'altered', hurts: 'nothing' },
    ]);
    await expect(backUpBoth()).rejects.toMatchObject({
      code: 'object-altered',
      message: expect.stringMatching(/Take the object away/),
    });
    const from = folderLocation(golden.stored);
    expect((await repository.heal({ from })).notHealed).toEqual([{ objectName: 'config', why: 'refused' }]);
    rmSync(join(stored, 'config'));
    expect((await repository.heal({ from })).healed).toEqual(['config']);
    expect(differences(stored, golden.stored)).toEqual([]);
    await repository.close();
    await opened();
    await backUpBoth();
    await repository.close();
  });
});

describe('a bucket set back to an older state', () => {
  const [newest, , previous] = golden.snapshots;

  it('is noticed by the computer that knew the newer one, and healed from elsewhere or by the next backup', async () => {
    await opened();
    expect(await repository.snapshots()).toHaveLength(4);
    rmSync(join(stored, 'snapshot', newest!.id));
    rmSync(join(stored, parts.files.segment));
    const { damage } = await repository.verify();
    expect(damage).toEqual([
      {
        objectName: `snapshot/${newest!.id}`,
        what: 'missing',
        files: [{ snapshotId: newest!.id, path: [] }],
      },
    ]);
    expect((await repository.resolveSnapshot('latest', { phone: 'folder' })).id).toBe(previous!.id);
    for (let left = 1; left > 0;) {
      const { healed, notHealed } = await repository.heal({ from: folderLocation(golden.stored) });
      expect(notHealed).toEqual([]);
      left = healed.length;
    }
    expect(differences(stored, golden.stored)).toEqual([]);
    rmSync(join(stored, 'snapshot', newest!.id));
    await backUpBoth();
    await expectNewestWhole();
    await repository.close();
  });
});

describe('what is there twice', () => {
  it('hurts nobody when one of the two is lost', async () => {
    // Both packs of a file go, a backup stores their parts anew, and the old ones come back.
    await opened();
    const lost = [parts.files.data, parts.files.otherData];
    for (const name of lost) rmSync(join(stored, name));
    await repository.verify();
    const { snapshotId } = await repository.backup({ ...goldenPhone('folder', 4), now: () => LATER });
    await repository.heal({ from: folderLocation(golden.stored) });
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
    for (const name of lost) rmSync(join(stored, name));
    const { damage } = await repository.verify();
    expect(damage.map(({ objectName }) => objectName)).toEqual(lost.sort());
    // Older snapshots hold what this phone does not have any more; this one needs neither pack.
    expect(damage.flatMap(({ files }) => files).filter((file) => file.snapshotId === snapshotId)).toEqual([]);
    await repository.close();
  });
});
