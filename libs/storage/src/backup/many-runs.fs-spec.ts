import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { newKeyPair } from '../crypto/key-pair.js';
import { decodeSegment } from '../format/segment-object.js';
import { folderLocation } from '../location/folder-location.js';
import type { Location } from '../location/location.js';
import { createRepository } from '../repository/create-repository.js';
import { openRepository } from '../repository/open-repository.js';
import type { Repository } from '../repository/repository.js';
import { snapshotSegments } from '../snapshots/snapshot-object.js';
import { chosenSource } from '../testing/chosen-source.js';
import { scratch } from '../testing/scratch.js';

// 300 real backups, each of which forces its objects to the disk.
jest.setTimeout(900_000);

const RUNS = 120;
/** Bound of what one snapshot names, however many runs there were. */
const FEW = 50;

const folder = scratch();
const pair = newKeyPair();
const unlock = { kind: 'key', privateKey: pair.privateKey } as const;
const place = folderLocation(folder.in('stored'));
let repository: Repository;
let clock = Date.UTC(2026, 0, 1);
const now = (): Date => new Date((clock += 60_000));
const files = new Map<string, Buffer>();

const shards = (): string[] =>
  existsSync(folder.in('stored/index')) ? readdirSync(folder.in('stored/index')) : [];
async function shardsOf(snapshotId: string): Promise<Set<string>> {
  const { segments } = snapshotSegments(await place.get(`snapshot/${snapshotId}`));
  const names = new Set<string>();
  for (const segment of segments)
    for (const name of decodeSegment(await place.get(segment)))
      if (name.startsWith('index/')) names.add(name);
  return names;
}
async function backup(): Promise<string> {
  const source = chosenSource(files);
  return (await repository.backup({ source, scope: {}, phone: 'p', sourceName: 'p', now })).snapshotId;
}
const open = (work: string, location: Location = place): Promise<Repository> => {
  mkdirSync(folder.in(work), { recursive: true });
  return openRepository({ location, workFolder: folder.in(work), unlock });
};
async function holdsAll(read: Repository): Promise<void> {
  const { id } = await read.resolveSnapshot('latest');
  for (const [name, bytes] of files) {
    const pieces: Uint8Array[] = [];
    for await (const piece of read.read(id, [Buffer.from(name)])) pieces.push(piece);
    expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
  }
}

beforeAll(async () => {
  repository = await createRepository({
    location: place,
    workFolder: folder.in('work'),
    recipients: [{ kind: 'key', name: 'employee', publicKey: pair.publicKey }],
    unlock,
    now,
  });
});
afterAll(async () => {
  await repository.close();
  folder.remove();
});

describe(`${RUNS} small runs`, () => {
  const written: number[] = [];
  let newest = '';

  it('leave few shards for a snapshot to name, and no run pays for all there is', async () => {
    let most = 0;
    for (let run = 0; run < RUNS; run++) {
      files.set(`f${run}`, randomBytes(20_000));
      const before = shards().length;
      newest = await backup();
      written.push(shards().length - before);
      if (run % 10 === 9) most = Math.max(most, (await shardsOf(newest)).size);
    }
    expect(most).toBeGreaterThan(2);
    expect(most).toBeLessThan(FEW);
    // Its own, and now and then one more.
    expect(Math.max(...written)).toBe(2);
    expect(written.filter((stored) => stored > 1).length).toBeLessThan(RUNS / 25);
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
  });

  it('leave as few at the location once the old ones are forgotten and pruned', async () => {
    expect(shards().length).toBeGreaterThan(RUNS);
    const old = (await repository.snapshots()).filter(({ id }) => id !== newest);
    await repository.forget({ snapshotIds: old.map(({ id }) => id), now });
    clock = Date.now() + 3600_000;
    await repository.prune({ now, coolingOffMs: 0, packAnewBelow: 0 });
    expect(shards().length).toBeLessThan(FEW);
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
  });

  it('are opened elsewhere by reading few objects', async () => {
    const read: string[] = [];
    const counted = {
      ...place,
      get: (name: string) => {
        read.push(name);
        return place.get(name);
      },
    };
    const elsewhere = await open('elsewhere', counted);
    for await (const entry of elsewhere.list(newest)) expect(entry.kind).toBe('file');
    expect(read.filter((name) => name.startsWith('index/')).length).toBeLessThan(FEW);
    await holdsAll(elsewhere);
    // Every pack is described, so that none has to be read to know what it holds.
    expect(await elsewhere.repairIndex()).toMatchObject({ packsRead: 0, unreadable: [] });
    await elsewhere.close();
  });

  it('go on from either computer, which describes nothing twice', async () => {
    const elsewhere = await open('elsewhere');
    await elsewhere.close();
    const before = shards().length;
    files.set('one more', randomBytes(20_000));
    await backup();
    expect(shards().length).toBe(before + 1);
    await holdsAll(repository);
  });
});
