import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PreviousRun, PushSink, ShownEntry } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts';
import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathText } from '../index.js';
import type { Repository } from '../index.js';
import { scratch } from '../testing/scratch.js';
import { scratchRepository } from '../testing/scratch-repository.js';
import { PushedTree } from './pushed-tree.js';
import { Staging } from './staging.js';

const path = (text: string): Buffer[] => text.split('/').map((name) => Buffer.from(name));
const shown = (text: string, more: Partial<ShownEntry> = {}): ShownEntry => ({
  path: path(text),
  kind: 'file',
  mtimeNs: 1n,
  category: 'photos',
  ...more,
});
const send = async (sink: PushSink, name: string, text: string | Buffer, size?: bigint): Promise<void> => {
  await sink.begin(name, size);
  await sink.write(Buffer.from(text));
  await sink.end();
};
const bytesOf = async (from: AsyncIterable<Uint8Array> | undefined): Promise<string> => {
  const parts: Uint8Array[] = [];
  for await (const part of from ?? []) parts.push(part);
  return Buffer.concat(parts).toString();
};
const REFUSED = { code: 'source-refused' };

describe('a phone that changes its tree while it is shown', () => {
  const folder = scratch();
  let repository: Repository;
  let clock = Date.UTC(2026, 0, 1);
  let phones = 0;

  beforeAll(async () => {
    repository = await scratchRepository(folder);
  });
  afterAll(async () => {
    await repository.close();
    folder.remove();
  });

  const backup = (
    run: (sink: PushSink, previous: PreviousRun | undefined) => Promise<void>,
    phone = `phone ${(phones += 1)}`,
  ) =>
    repository.backup({
      source: { run, close: async () => {} },
      scope: {},
      phone,
      sourceName: phone,
      now: () => new Date((clock += 1000)),
    });
  const contents = async (snapshotId: string): Promise<Record<string, string>> => {
    const found: Record<string, string> = {};
    for await (const { path: at, kind } of repository.list(snapshotId, { recursive: true }))
      if (kind === 'file') found[pathText(at)] = await bytesOf(repository.read(snapshotId, at));
    return found;
  };

  it.each<[string, (sink: PushSink) => Promise<void>]>([
    ['moved', (sink) => sink.move('ab/1', 'ab/2')],
    ['moved with its folder', (sink) => sink.move('ab', 'cd')],
    ['removed', (sink) => sink.remove('ab/1')],
    ['removed with its folder', (sink) => sink.remove('ab')],
    ['sent again', (sink) => sink.begin('ab/1')],
    ['replaced by another', (sink) => sink.move('ab/other', 'ab/1')],
    ['replaced by a copy', (sink) => sink.copy('ab/other', 'ab/1')],
    ['covered by a file in place of its folder', (sink) => sink.begin('ab')],
  ])('refuses that a file is %s once it is shown, told or not', async (...[, change]) => {
    for (const isTold of [false, true]) {
      const { snapshotId } = await backup(async (sink) => {
        await send(sink, 'ab/1', 'one');
        await send(sink, 'ab/other', 'other');
        if (isTold) await bytesOf(sink.read('ab/1'));
        expect(await sink.arrange('ab/1', shown('DCIM/1.jpg'))).toBe(true);
        await expect(change(sink)).rejects.toMatchObject(REFUSED);
        await sink.commit();
      });
      expect(await contents(snapshotId)).toEqual({ 'DCIM/1.jpg': 'one', 'Phone backup/ab/other': 'other' });
    }
  });

  it('shows what was moved or sent again before, under its last name', async () => {
    const phone = 'mover';
    const { snapshotId } = await backup(async (sink) => {
      await send(sink, 'ab/1', 'first');
      await send(sink, 'ab/1', 'second');
      await send(sink, 'x', 'a file');
      await sink.move('ab/1', 'cd/1');
      await sink.remove('x');
      await send(sink, 'x/in', 'in a folder');
      await sink.move('x/in', 'y');
      await sink.move('y', 'x');
      expect(await sink.arrange('ab/1', shown('gone'))).toBe(false);
      expect(await sink.arrange('cd/1', shown('1'))).toBe(true);
      await sink.commit();
    }, phone);
    expect(await contents(snapshotId)).toEqual({ '1': 'second', 'Phone backup/x': 'in a folder' });
    const next = await backup(async (sink) => {
      expect((await sink.list('')).map(({ name }) => name)).toEqual(['ab', 'cd', 'x'].slice(1));
      await sink.commit();
    }, phone);
    expect(await contents(next.snapshotId)).toEqual({
      'Phone backup/cd/1': 'second',
      'Phone backup/x': 'in a folder',
    });
  });

  it('shows one of two files that want one place, also while neither is told', async () => {
    const { snapshotId } = await backup(async (sink) => {
      await send(sink, '1', 'one');
      await send(sink, '2', 'two');
      await sink.arrange('1', shown('same'));
      await sink.arrange('2', shown('same'));
      await send(sink, '3', 'three');
      await sink.arrange('3', shown('same/below'));
      await sink.commit();
    });
    expect(await contents(snapshotId)).toEqual({
      same: 'one',
      'Phone backup/2': 'two',
      'Phone backup/3': 'three',
    });
  });

  it('gives no other file’s bytes for one of the last run whose place was taken', async () => {
    const phone = 'swapped';
    const swap = async (sink: PushSink, first: string, second: string): Promise<void> => {
      expect(await sink.arrange('1', shown(first))).toBe(true);
      expect(await sink.arrange('2', shown(second))).toBe(true);
    };
    await backup(async (sink) => {
      await send(sink, '1', 'one');
      await send(sink, '2', 'two');
      await swap(sink, 'a', 'b');
      await sink.commit();
    }, phone);
    const { snapshotId } = await backup(async (sink, previous) => {
      expect(await bytesOf(previous!.read('1'))).toBe('one');
      await swap(sink, 'b', 'a');
      expect([undefined, 'one']).toContain(previous!.read('1') && (await bytesOf(previous!.read('1'))));
      await sink.commit();
    }, phone);
    expect(await contents(snapshotId)).toEqual({ a: 'two', b: 'one' });
    const files = await repository.pushedFiles(snapshotId);
    expect(await bytesOf(files.read('1'))).toBe('one');
    await files.close();
  });

  it.each<[string, (sink: PushSink) => Promise<unknown>]>([
    ['a file over the folder it lies in', (sink) => sink.move('ab/1', 'ab')],
    ['a copy over the folder it lies in', (sink) => sink.copy('ab/1', 'ab')],
    ['a folder into itself', (sink) => sink.move('ab', 'ab/in')],
    ['a file below a file', (sink) => sink.begin('ab/1/below')],
    ['a name of 1,025 bytes in 600 letters', (sink) => sink.begin('é'.repeat(513))],
    [
      'a path that no snapshot can name',
      (sink) => sink.begin(`${'x'.repeat(1000)}/`.repeat(4) + 'y'.repeat(97)),
    ],
    ['1,001 folders', (sink) => sink.mkdir('a/'.repeat(1001))],
  ])('refuses %s, and keeps all', async (...[, act]) => {
    const { snapshotId } = await backup(async (sink) => {
      await send(sink, 'ab/1', 'one');
      await expect(act(sink)).rejects.toMatchObject(REFUSED);
      await sink.commit();
    });
    expect(await contents(snapshotId)).toEqual({ 'Phone backup/ab/1': 'one' });
  });

  it('refuses everything else while a file comes, and all once the backup ended', async () => {
    await backup(async (sink) => {
      await sink.begin('1');
      const acts = [
        () => sink.begin('2'),
        () => sink.move('1', '2'),
        () => sink.copy('1', '2'),
        () => sink.remove('1'),
        () => bytesOf(sink.read('1')),
        () => sink.commit(),
      ];
      for (const act of acts) await expect(act()).rejects.toMatchObject(REFUSED);
      await sink.write(Buffer.from('x'));
      await sink.end();
      await sink.commit();
      for (const act of [...acts, () => sink.mkdir('x')]) await expect(act()).rejects.toMatchObject(REFUSED);
    });
  });

  it('takes sizes that lie for what they are', async () => {
    const { snapshotId, bytes } = await backup(async (sink) => {
      for (const [i, size] of [2n ** 64n, -1n, 2n ** 63n].entries()) {
        await send(sink, `${i}`, 'x', size);
        const opening = { opening: Buffer.from('o'), openedSize: size, mtimeNs: size * 10n ** 9n };
        expect(await sink.arrange(`${i}`, shown(`a ${i}`, opening))).toBe(true);
      }
      await send(sink, 'none', randomBytes(20_000), 0n);
      await sink.commit();
    });
    expect(bytes > 20_000n).toBe(true);
    const sizes: bigint[] = [];
    for await (const { kind, size } of repository.list(snapshotId, { recursive: true }))
      if (kind === 'file') sizes.push(size);
    expect(sizes).toEqual([20_000n, 2n ** 63n - 1n, 0n, 2n ** 63n - 1n]);
  });

  it.each<[string, (sink: PushSink) => Promise<void>]>([
    ['is unplugged', () => Promise.reject(new SourceError('unplugged', 'The cable was pulled.'))],
    ['gives up', (sink) => sink.abort('enough')],
    ['simply ends', () => Promise.resolve()],
  ])('that %s is stored as far as it came, and only the rest the next time', async (...[, end]) => {
    const files = Array.from({ length: 9 }, () => randomBytes(700_000));
    const sendAll = async (sink: PushSink, count: number): Promise<void> => {
      for (const [i, bytes] of files.slice(0, count).entries()) await send(sink, `${i}`, bytes);
    };
    const phone = `phone ${(phones += 1)}`;
    const first = backup(async (sink) => {
      await sendAll(sink, 8);
      await sink.begin('8');
      await sink.write(files[8]!.subarray(0, 600_000));
      await end(sink);
    }, phone);
    await expect(first).rejects.toThrow();
    const { facts, snapshotId } = await backup(async (sink) => {
      await sendAll(sink, 9);
      await sink.commit();
    }, phone);
    expect(facts.storedBytes).toBeLessThan(850_000);
    expect(await bytesOf(repository.read(snapshotId, path('Phone backup/8')))).toBe(files[8]!.toString());
  });

  it('that shows many files stops at once, and lets others have their turn', async () => {
    const names = Array.from({ length: 2500 }, (_, i) => `${i}`);
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 0);
    const phone = `phone ${(phones += 1)}`;
    await backup(async (sink) => {
      for (const name of names) await send(sink, name, name);
      await sink.commit();
    }, phone);
    const stop = new AbortController();
    const stopped = repository.backup({
      source: {
        run: async (sink) => {
          turns = 0;
          for (const name of names) await sink.arrange(name, shown(name));
          expect(turns).toBeGreaterThan(0);
          stop.abort();
          await sink.commit();
        },
        close: async () => {},
      },
      scope: {},
      phone,
      sourceName: phone,
      now: () => new Date((clock += 1000)),
      signal: stop.signal,
    });
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    clearInterval(timer);
  });

  it('removes the table that a killed restore left', async () => {
    const [own] = readdirSync(folder.in('work'));
    const left = join(folder.in('work'), own!, 'staging.sqlite-00112233aabbccdd');
    writeFileSync(left, 'names');
    await backup((sink) => sink.commit());
    expect(readdirSync(join(folder.in('work'), own!))).not.toContain('staging.sqlite-00112233aabbccdd');
  });
});

describe('the tree that a phone drives', () => {
  it('is bounded: rows that copies make, and what one listing holds', () => {
    const staging = new Staging(':memory:');
    const tree = new PushedTree(staging, 10, 5);
    for (let i = 0; i < 6; i++) tree.newFile(`ab/${i}`, 0n, 0n, 'other');
    expect(() => tree.list(tree.find('ab')!)).toThrow('outside of its own backup');
    tree.remove(tree.find('ab/0')!.id);
    expect(tree.list(tree.find('ab')!)).toHaveLength(5);
    expect(() => {
      for (let i = 0; i < 6; i++) tree.newFile(`cd/${i}`, 0n, 0n, 'other');
    }).toThrow('outside of its own backup');
    staging.close();
  });
});
