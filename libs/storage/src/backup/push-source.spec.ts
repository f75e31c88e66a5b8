import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PreviousRun, PushSink, PushSource } from '@holdfast/contracts';
import { randomBytes } from 'node:crypto';
import { pathText } from '../index.js';
import type { Repository } from '../index.js';
import { scratch } from '../testing/scratch.js';
import { scratchRepository } from '../testing/scratch-repository.js';

type Drive = (sink: PushSink, previous: PreviousRun | undefined) => Promise<void>;

const photo = randomBytes(3_000_000);
const send = async (sink: PushSink, path: string, ...parts: Uint8Array[]): Promise<void> => {
  await sink.begin(path, BigInt(parts.reduce((sum, { length }) => sum + length, 0)), 'photos');
  for (const part of parts) await sink.write(part);
  await sink.end();
};
const text = async (from: AsyncIterable<Uint8Array> | undefined): Promise<string | undefined> => {
  if (!from) return undefined;
  const parts: Uint8Array[] = [];
  for await (const part of from) parts.push(part);
  return Buffer.concat(parts).toString();
};

describe('a phone that drives its own backup', () => {
  const folder = scratch();
  let repository: Repository;
  let clock = Date.UTC(2026, 0, 1);

  const backup = (run: Drive) => {
    const source: PushSource = { run, close: async () => {} };
    const now = (): Date => new Date((clock += 1000));
    return repository.backup({ source, scope: {}, phone: 'i1', sourceName: 'ios:1', now });
  };
  const files = async (snapshotId: string): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    for await (const { path, kind, size } of repository.list(snapshotId, { recursive: true }))
      if (kind === 'file') found[pathText(path)] = Number(size);
    return found;
  };
  const read = (snapshotId: string, path: string) =>
    text(
      repository.read(
        snapshotId,
        path.split('/').map((name) => Buffer.from(name)),
      ),
    );

  beforeAll(async () => {
    repository = await scratchRepository(folder);
  });
  afterAll(async () => {
    await repository.close();
    folder.remove();
  });

  it('sends, moves, copies and removes; nothing of it counts before its commit', async () => {
    const { snapshotId, facts, bytes } = await backup(async (sink, previous) => {
      expect(previous).toBeUndefined();
      await sink.mkdir('Snapshot/ab');
      await send(sink, 'Snapshot/ab/photo', photo.subarray(0, 1_000_001), photo.subarray(1_000_001));
      await send(sink, 'Snapshot/Manifest', Buffer.from('one'));
      await send(sink, 'Snapshot/gone', Buffer.from('not kept'));
      await send(sink, 'Snapshot/empty');
      expect((await sink.list('Snapshot')).map(({ name }) => name)).toEqual([
        'Manifest',
        'ab',
        'empty',
        'gone',
      ]);
      expect(await text(sink.read('Snapshot/Manifest'))).toBe('one');
      await sink.remove('Snapshot/gone');
      await sink.copy('Snapshot/ab', 'again');
      await sink.move('Snapshot', 'device/deep/down');
      await sink.commit();
    });
    expect(await files(snapshotId)).toEqual({
      'Phone backup/again/photo': photo.length,
      'Phone backup/device/deep/down/Manifest': 3,
      'Phone backup/device/deep/down/ab/photo': photo.length,
      'Phone backup/device/deep/down/empty': 0,
    });
    expect(bytes).toBe(BigInt(photo.length * 2 + 3));
    expect(facts.storedBytes).toBeLessThan(photo.length * 1.2);
    const target = folder.in('back');
    expect((await repository.restore({ snapshotId, target })).failed).toEqual([]);
  });

  it('reads back what was sent a while ago, and lies in a pack that is not full yet', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `Snapshot/${index}`);
    const ending = backup(async (sink) => {
      for (const name of names) await send(sink, name, randomBytes(100_000), Buffer.from(name));
      await sleep(300);
      for (const name of names.toReversed()) expect((await text(sink.read(name)))?.endsWith(name)).toBe(true);
      await sink.abort('only looked at');
    });
    await expect(ending).rejects.toMatchObject({ code: 'source-unfinished' });
  });

  it('continues from the snapshot before, and reads it as it was', async () => {
    const { snapshotId, facts } = await backup(async (sink, previous) => {
      await send(sink, 'new', Buffer.from('two'));
      await sink.move('new', 'device/deep/down/Manifest');
      expect(await text(previous!.read('device/deep/down/Manifest'))).toBe('one');
      expect(previous!.read('device/none')).toBeUndefined();
      await sink.remove('again');
      await sink.commit();
    });
    expect(Object.keys(await files(snapshotId))).toEqual([
      'Phone backup/device/deep/down/Manifest',
      'Phone backup/device/deep/down/ab/photo',
      'Phone backup/device/deep/down/empty',
    ]);
    expect(await read(snapshotId, 'Phone backup/device/deep/down/Manifest')).toBe('two');
    expect(facts.readBytes).toBe(3);
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
  });

  it('shows the place on the phone of what is being read', async () => {
    const shown = new Set<string | undefined>();
    const source: PushSource = {
      run: async (sink) => {
        await sink.begin('ab/ab12', undefined, 'photos', '/.ba/mobile/Media/DCIM/a\\b\u202e.jpg');
        await sink.end();
        await sink.commit();
      },
      close: async () => {},
    };
    const onProgress = ({ current }: { current?: string }): unknown => shown.add(current);
    const now = (): Date => new Date((clock += 1000));
    await repository.backup({ source, scope: {}, phone: 'i2', sourceName: 'ios:2', now, onProgress });
    expect([...shown]).toContain('/.ba/mobile/Media/DCIM/a\\\\b\\xe2\\x80\\xae.jpg');
  });

  it.each<[string, Drive]>([
    ['ends without a commit', (sink) => send(sink, 'half', photo)],
    ['aborts', (sink) => sink.abort('the person pulled the cable')],
  ])('makes no snapshot when it %s', async (_, drive) => {
    const before = await repository.snapshots();
    await expect(backup(drive)).rejects.toMatchObject({ code: 'source-unfinished', retryHelps: true });
    expect(await repository.snapshots()).toEqual(before);
  });

  it.each<[string, Drive]>([
    ['a path that leaves the tree', (sink) => send(sink, '../outside', photo)],
    ['an absolute path', (sink) => send(sink, '/etc/passwd', photo)],
    ['bytes of no file', (sink) => sink.write(photo)],
    ['a folder moved into itself', (sink) => sink.move('device', 'device/deep/device')],
    ['a file below a file', (sink) => send(sink, 'device/deep/down/Manifest/below', photo)],
    ['what is not there', (sink) => sink.copy('nothing', 'something')],
  ])('is refused %s', async (_, drive) => {
    await expect(backup(drive)).rejects.toMatchObject({ code: 'source-refused' });
  });
});
