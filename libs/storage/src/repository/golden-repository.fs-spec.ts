import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenPhone } from '../../golden/golden-phones.mjs';
import { sha256Hex } from '../format/object-name.js';
import { FORMAT } from '../format/object-header.js';
import type { Repository, Unlock } from '../index.js';
import { folderLocation, openRepository } from '../index.js';
import { readMarks } from '../marks/read-marks.js';
import { GOLDEN_FORMATS, GoldenRepository, manifestOfRestored } from '../testing/golden-repository.js';
import { collected } from '../testing/objects.js';
import { scratch } from '../testing/scratch.js';
import { openSnapshot } from '../snapshots/snapshot-object.js';
import { eachEntry, walkTree } from '../tree/walk-tree.js';
import { ChunkReader } from './chunk-reader.js';
import { unlockLocation } from './open-repository.js';
import { LocalIndex } from '../index/local-index.js';
import { syncIndex } from '../index/sync-index.js';

const DAY_MS = 86_400_000;
const LAST_DAY = Date.UTC(2026, 2, 8);

const folder = scratch();
afterAll(folder.remove);
let here: string;
let made = 0;
beforeEach(() => {
  here = folder.in(`${made++}`);
});

const open = (stored: string, unlock: Unlock): Promise<Repository> =>
  openRepository({ location: folderLocation(stored), workFolder: join(here, 'work'), unlock });

it('the format that this release writes has a golden repository', () => {
  expect(GOLDEN_FORMATS).toContain(`format-${FORMAT}`);
});

describe.each(GOLDEN_FORMATS)('the golden repository of %s', (format) => {
  const golden = new GoldenRepository(format);

  it.each(golden.unlocks)(
    'opens with the $kind, is whole, and comes back as it was put in',
    async (unlock) => {
      const repository = await open(golden.stored, unlock);
      const found = await repository.snapshots();
      expect(
        found.map(({ id, originalId, phone, takenAt, files, leftOut }) => ({
          ...{ id, originalId: originalId ?? null, phone, takenAt: takenAt.toISOString(), files, leftOut },
        })),
      ).toEqual(golden.snapshots.map(({ manifest: _, ...facts }) => facts));
      expect(await repository.verify({ readData: true })).toMatchObject({
        snapshots: 4,
        closed: 0,
        damage: [],
      });
      for (const snapshot of golden.snapshots) {
        const target = join(here, snapshot.id);
        const { failed, renamed } = await repository.restore({ snapshotId: snapshot.id, target });
        expect([failed, renamed]).toEqual([[], []]);
        expect(await manifestOfRestored(repository, snapshot.id, target)).toEqual(golden.manifest(snapshot));
      }
      await repository.close();
      rmSync(here, { recursive: true });
    },
  );

  it('is gone on with: what is read again is cut, bundled and named as it was, and brings not one new chunk', async () => {
    const stored = golden.copyTo(join(here, 'stored'));
    const repository = await open(stored, golden.unlocks[0]!);
    const before = readdirSync(join(stored, 'data'));
    const now = (): Date => new Date(LAST_DAY + DAY_MS);
    const unchanged = await repository.backup({ ...goldenPhone('folder', 4), now });
    expect(unchanged.facts.readBytes).toBe(0);
    // Files of chunks of their own have new times; and a third phone is what the second one was, bundles included.
    const touched = await repository.backup({ ...goldenPhone('folder', 4, { touchedFrom: 16_384 }), now });
    const alike = await repository.backup({ ...goldenPhone('android', 1), phone: 'a third one', now });
    for (const { facts } of [touched, alike]) expect(facts.readBytes).toBeGreaterThan(9_000_000);
    expect(readdirSync(join(stored, 'data'))).toEqual(before);
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
    await repository.close();
  });

  it('is gone on with in a new epoch, which every one of its recipients opens', async () => {
    const stored = golden.copyTo(join(here, 'stored'));
    const repository = await open(stored, golden.unlocks[2]!);
    const now = (): Date => new Date(LAST_DAY + 60 * DAY_MS);
    const { snapshotId } = await repository.backup({ ...goldenPhone('folder', 5), now });
    await repository.close();
    const begun = readdirSync(join(stored, 'keys')).filter(
      (epoch) => !readdirSync(join(golden.stored, 'keys')).includes(epoch),
    );
    expect(begun).toHaveLength(1);
    const holders = (epoch: string): string[] => readdirSync(join(stored, 'keys', epoch)).sort();
    expect(holders(begun[0]!)).toEqual(holders('00000001'));
    for (const unlock of golden.unlocks) {
      const other = await open(stored, unlock);
      const version = [Buffer.from('Documents'), Buffer.from('notes'), Buffer.from('version.txt')];
      expect(Buffer.concat(await collected(other.read(snapshotId, version))).toString()).toBe('version 5');
      await other.close();
    }
  });

  it('holds what it is there for', async () => {
    const location = folderLocation(golden.stored);
    const { keys, objects } = await unlockLocation(location, golden.unlocks[0]!);
    const epochs = readdirSync(join(golden.stored, 'data')).map((name) =>
      readFileSync(join(golden.stored, 'data', name)).readUInt32BE(8),
    );
    expect(new Set(epochs)).toEqual(new Set([1, 2]));
    const marks = await readMarks(objects, keys);
    expect(marks.names('forgotten').size).toBeGreaterThan(0);
    expect(marks.names('unneeded').size).toBeGreaterThan(0);
    expect(golden.snapshots.filter(({ originalId }) => originalId !== null)).toHaveLength(2);
    const index = new LocalIndex(':memory:', Buffer.alloc(16));
    await syncIndex(index, objects, keys);
    const chunks = new ChunkReader(index, objects, keys);
    const get = (id: Uint8Array): Promise<Buffer> => chunks.chunk('tree', id);
    const [newest] = golden.snapshots;
    const name = `snapshot/${newest!.id}`;
    const { root } = openSnapshot(keys, await objects.get(name), name);
    const all = await collected(walkTree(root.tree, get));
    const of = (path: string) => all.find((one) => Buffer.concat(one.path).toString() === path)!.entry;
    expect(of('Documentsapp.db').ids).toMatchObject({ depth: 1 });
    expect(of('DCIMlong.mp4').ids.ids.length).toBeGreaterThan(3);
    expect(of('Many').ids.ids.length).toBeGreaterThan(1);
    expect((await collected(eachEntry(of('Documentsnotes').ids, get))).every(({ bundle }) => bundle)).toBe(
      true,
    );
    index.close();
  });
});

describe('a repository of which a newer release has written something', () => {
  const golden = new GoldenRepository(`format-${FORMAT}`);

  /** The bytes of one object, as format `FORMAT + 1`, under the name that they have then. */
  function newer(stored: string, name: string): void {
    const bytes = readFileSync(join(stored, name));
    bytes.writeUInt16BE(FORMAT + 1, 5);
    const named = name === 'config' ? name : name.replace(/[^/]*$/, sha256Hex(bytes));
    writeFileSync(join(stored, named), bytes);
  }

  it.each(['config', 'keys', 'snapshot'])('is refused by the number of its %s', async (kind) => {
    const stored = golden.copyTo(join(here, 'stored'));
    const names = readdirSync(stored, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(stored.length + 1));
    newer(
      stored,
      names.find((name) => name.startsWith(kind))!,
    );
    const using = async (): Promise<unknown> => {
      const repository = await open(stored, golden.unlocks[0]!);
      return repository.snapshots().finally(() => repository.close());
    };
    await expect(using()).rejects.toMatchObject({
      code: 'format-unsupported',
      message: expect.stringContaining(`format ${FORMAT + 1}`),
    });
  });
});
