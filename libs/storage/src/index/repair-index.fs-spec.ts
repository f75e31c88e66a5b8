import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describeTree } from '../testing/folder-tree.js';
import { scratch } from '../testing/scratch.js';
import type { SmallRepository } from '../testing/small-repository.js';
import { smallRepository } from '../testing/small-repository.js';

jest.setTimeout(60_000);

let folder: ReturnType<typeof scratch>;
let made: SmallRepository;
const stored = (...parts: string[]): string => join(made.stored, ...parts);
const packs = (): number => readdirSync(stored('data')).length + readdirSync(stored('tree')).length;

beforeEach(async () => {
  folder = scratch();
  made = await smallRepository(folder.path);
  await made.backup();
  writeFileSync(join(made.phone, 'more'), Buffer.alloc(100_000, 'more'));
  await made.backup();
});
afterEach(async () => {
  await made.repository.close();
  folder.remove();
});

describe('building the index anew', () => {
  it('reads shards and no pack, and knows what it knew', async () => {
    const before = made.repository;
    const first = await before.repairIndex();
    expect(first).toEqual({
      shards: readdirSync(stored('index')).length,
      packs: packs(),
      chunks: expect.any(Number),
      packsRead: 0,
      shardsWritten: 0,
      unreadable: [],
    });
    expect(first.chunks).toBeGreaterThan(10);
    expect((await made.backup()).facts.readBytes).toBe(0);
    expect((await before.repairIndex()).chunks).toBe(first.chunks);
  });

  it('reads packs that no readable shard describes, and describes them for whoever comes next', async () => {
    const { chunks } = await made.repository.repairIndex();
    const [lost, spoiled] = readdirSync(stored('index'));
    rmSync(stored('index', lost!));
    writeFileSync(stored('index', spoiled!), readFileSync(stored('index', spoiled!)).fill(1, 60, 70));
    const phases = new Set<string>();
    const repaired = await made.repository.repairIndex({ onProgress: ({ phase }) => phases.add(phase) });
    expect(repaired).toMatchObject({
      shards: 0,
      packs: packs(),
      chunks,
      packsRead: packs(),
      shardsWritten: 1,
    });
    expect(repaired.unreadable).toEqual([`index/${spoiled}`]);
    expect([...phases]).toEqual(['scanning', 'reading', 'committing', 'done']);
    expect(await made.repository.repairIndex()).toMatchObject({ shards: 1, packsRead: 0, shardsWritten: 0 });
    const { id } = await made.repository.resolveSnapshot('latest');
    await made.repository.restore({ snapshotId: id, target: folder.in('back') });
    expect(describeTree(folder.in('back'))).toEqual(describeTree(made.phone));
  });

  it("writes nothing into a company's repository, and names packs that cannot be read", async () => {
    for (const shard of readdirSync(stored('index'))) rmSync(stored('index', shard));
    const [pack] = readdirSync(stored('data'));
    writeFileSync(stored('data', pack!), readFileSync(stored('data', pack!)).fill(1, 60, 70));
    const committer = { commit: () => Promise.resolve(), committed: () => Promise.resolve([]) };
    const managed = await made.openCopy(folder.path, { committer, workFolder: folder.in('its work') });
    const repaired = await managed.repairIndex();
    await managed.close();
    expect(repaired).toMatchObject({ shards: 0, packsRead: packs() - 1, shardsWritten: 0 });
    expect(repaired.unreadable).toEqual([`data/${pack}`]);
    expect(readdirSync(stored('index'))).toEqual([]);
  });

  it('leaves the index alone while another program has it open, and remembers whose secret it is', async () => {
    const other = await made.openCopy(folder.path);
    await expect(made.repository.repairIndex()).rejects.toMatchObject({ code: 'repository-busy' });
    expect((await made.repository.snapshots()).length).toBe(2);
    await other.close();
    await made.repository.repairIndex();
    const index = new DatabaseSync(folder.in(join('work', made.repository.id, 'index.sqlite')));
    expect(index.prepare(`SELECT count(*) AS n FROM meta WHERE key = 'fingerprint'`).get()).toEqual({ n: 1 });
    index.close();
  });

  it('stops when it is told to, and goes on when it is asked again', async () => {
    const stop = AbortSignal.abort();
    await expect(made.repository.repairIndex({ signal: stop })).rejects.toMatchObject({ code: 'cancelled' });
    expect((await made.repository.repairIndex()).packs).toBe(packs());
  });
});
