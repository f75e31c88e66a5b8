import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PushSink } from '@holdfast/contracts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Repository, SealedContents } from '../index.js';
import { scratch } from '../testing/scratch.js';
import { scratchRepository } from '../testing/scratch-repository.js';

/** More than one order of a pack; all of them lie in one. */
const COUNT = 5_000;
const OPENING = Buffer.from('turned over');
const nameOf = (at: number): string => `${at % 10}/${at}.txt`;
const textOf = (at: number): Buffer => Buffer.from(`file ${at} of many`);
const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff);

describe('a pack of thousands of small files that a phone sealed', () => {
  const folder = scratch();
  let repository: Repository;
  let snapshotId: string;
  let open = 0;
  let mostOpen = 0;
  const sealed: SealedContents = {
    async *open(_, bytes) {
      open += 1;
      mostOpen = Math.max(mostOpen, open);
      try {
        for await (const piece of bytes) yield turned(piece);
      } finally {
        open -= 1;
      }
    },
  };
  const filesBelow = (target: string): string[] =>
    readdirSync(target, { recursive: true, encoding: 'utf8' }).filter((name) => /\.[a-z]+$/.test(name));

  beforeAll(async () => {
    repository = await scratchRepository(folder);
    const run = async (sink: PushSink): Promise<void> => {
      for (let at = 0; at < COUNT; at += 1) {
        await sink.begin(`ab/${at}`);
        await sink.write(turned(textOf(at)));
        await sink.end();
      }
      for (let at = 0; at < COUNT; at += 1) {
        const path = nameOf(at)
          .split('/')
          .map((name) => Buffer.from(name));
        const seal = { opening: OPENING, openedSize: BigInt(textOf(at).length) };
        await sink.arrange(`ab/${at}`, { path, kind: 'file', mtimeNs: 1n, category: 'other', ...seal });
      }
      await sink.commit();
    };
    const source = { run, close: async () => {} };
    const now = (): Date => new Date(Date.UTC(2026, 0, 1));
    ({ snapshotId } = await repository.backup({ source, scope: {}, phone: 'p', sourceName: 'ios:1', now }));
  });
  afterAll(async () => {
    await repository.close();
    folder.remove();
  });

  it('comes back whole, a few of them open at a time', async () => {
    const target = folder.in('target');
    expect(await repository.restore({ snapshotId, target, sealed })).toMatchObject({
      files: COUNT,
      failed: [],
    });
    for (let at = 0; at < COUNT; at += 1)
      expect(readFileSync(join(target, nameOf(at))).equals(textOf(at))).toBe(true);
    expect(filesBelow(target)).toHaveLength(COUNT);
    // Three packs may be under way.
    expect(mostOpen).toBeLessThanOrEqual(12);
  });

  it('leaves no part behind when it is stopped in the middle', async () => {
    const target = folder.in('stopped');
    const stop = new AbortController();
    let opened = 0;
    const stopping: SealedContents = {
      open(opening, bytes) {
        opened += 1;
        if (opened === 1_000) stop.abort();
        return sealed.open(opening, bytes);
      },
    };
    const restoring = repository.restore({ snapshotId, target, sealed: stopping, signal: stop.signal });
    await expect(restoring).rejects.toMatchObject({ code: 'cancelled' });
    const left = filesBelow(target);
    expect(left.filter((name) => !name.endsWith('.txt'))).toEqual([]);
    expect(left.length).toBeGreaterThan(900);
    expect(left.length).toBeLessThan(1_100);
    for (const name of left)
      expect(readFileSync(join(target, name)).equals(textOf(Number(/(\d+)\.txt$/.exec(name)![1])))).toBe(
        true,
      );
  });
});
