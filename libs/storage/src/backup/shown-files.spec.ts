import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PreviousRun, PullSource, PushSink, PushSource, ShownEntry } from '@holdfast/contracts';
import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { pathText } from '../index.js';
import type { BackupResult, Repository, SealedContents } from '../index.js';
import { scratch } from '../testing/scratch.js';
import { scratchRepository } from '../testing/scratch-repository.js';

type Drive = (sink: PushSink, previous: PreviousRun | undefined) => Promise<void>;

const SECOND = 1_000_000_000n;
const path = (text: string): Buffer[] => text.split('/').map((name) => Buffer.from(name));
const shown = (text: string, more: Partial<ShownEntry> = {}): ShownEntry => ({
  path: path(text),
  kind: 'file',
  mtimeNs: 1_700_000_000n * SECOND,
  category: 'photos',
  ...more,
});
const send = async (sink: PushSink, name: string, bytes: Uint8Array): Promise<void> => {
  await sink.begin(name);
  await sink.write(bytes);
  await sink.end();
};
const bytesOf = async (from: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of from ?? []) parts.push(part);
  return Buffer.concat(parts);
};
/** What a phone seals here: each byte turned over, and padded to sixteen. */
const sealed = (plain: Buffer): Buffer =>
  Buffer.concat([plain.map((byte) => byte ^ 0xff), Buffer.alloc((16 - (plain.length % 16)) % 16)]);
const opener = (plainSize: number): SealedContents => ({
  async *open(opening, bytes) {
    expect(Buffer.from(opening).toString()).toBe('turned over');
    let left = plainSize;
    for await (const piece of bytes) {
      yield Buffer.from(piece.subarray(0, left)).map((byte) => byte ^ 0xff);
      left -= Math.min(left, piece.length);
    }
  },
});

describe('files that are shown elsewhere than the phone keeps them', () => {
  const folder = scratch();
  const [photo, secret] = [randomBytes(3_000_000), randomBytes(2_500_001)];
  const seal = { opening: Buffer.from('turned over'), openedSize: BigInt(secret.length) };
  let repository: Repository;
  let clock = Date.UTC(2026, 0, 1);
  const results: BackupResult[] = [];

  const request = (phone = 'i1') => ({
    scope: {},
    phone,
    sourceName: 'ios:1',
    now: () => new Date((clock += 1000)),
  });
  const backup = async (run: Drive, phone?: string): Promise<BackupResult> => {
    const source: PushSource = { run, close: async () => {} };
    const result = await repository.backup({ source, ...request(phone) });
    results.push(result);
    return result;
  };
  const listed = async (snapshotId: string) => {
    const found: Record<string, { size: number; origin: string | undefined }> = {};
    for await (const { path: at, kind, size, origin } of repository.list(snapshotId, { recursive: true }))
      if (kind === 'file') found[pathText(at)] = { size: Number(size), origin };
    return found;
  };

  beforeAll(async () => {
    repository = await scratchRepository(folder);
    await backup(async (sink) => {
      await send(sink, 'Snapshot/ab/abcd', photo);
      await send(sink, 'Snapshot/ab/abce', Buffer.from('a note'));
      await send(sink, 'Snapshot/Manifest.db', Buffer.from('names'));
      await send(sink, 'Snapshot/cd/cdef', sealed(secret));
      for (const name of ['ab', 'cd', 'Manifest.db']) await sink.move(`Snapshot/${name}`, name);
      expect(await sink.arrange(undefined, shown('DCIM', { kind: 'directory', mode: 0o755 }))).toBe(true);
      expect(await sink.arrange('ab/abcd', shown('DCIM/1.jpg', { mode: 0o644 }))).toBe(true);
      expect(await sink.arrange('ab/abce', shown('Notes/1.txt', { category: 'notes' }))).toBe(true);
      expect(await sink.arrange('cd/cdef', shown('DCIM/2.jpg', seal))).toBe(true);
      const target = { kind: 'symlink' as const, linkTarget: Buffer.from('1.jpg') };
      expect(await sink.arrange(undefined, shown('DCIM/newest.jpg', target))).toBe(true);
      sink.leaveOut({ path: path('Health'), category: 'health', cause: 'iphone-not-encrypted' });
      await sink.commit(Buffer.from('what opens them'));
    });
  });
  afterAll(async () => {
    await repository.close();
    folder.remove();
  });

  it('shows each file where it was arranged, with the phone’s own name and the size of its contents', async () => {
    const [first] = results;
    expect(await listed(first!.snapshotId)).toEqual({
      'DCIM/1.jpg': { size: photo.length, origin: 'ab/abcd' },
      'DCIM/2.jpg': { size: secret.length, origin: 'cd/cdef' },
      'Notes/1.txt': { size: 6, origin: 'ab/abce' },
      'Phone backup/Manifest.db': { size: 5, origin: 'Manifest.db' },
    });
    expect(first!.facts.categories.map(({ category, files, added }) => [category, files, added])).toEqual([
      ['notes', 1, 1],
      ['other', 1, 1],
      ['photos', 2, 2],
    ]);
    expect(first!.leftOut).toEqual([
      { path: path('Health'), category: 'health', cause: 'iphone-not-encrypted' },
    ]);
    expect(await repository.phoneSecrets(first!.snapshotId)).toEqual(Buffer.from('what opens them'));
  });

  it('reads and restores what the phone sealed only with what opens it', async () => {
    const { snapshotId } = results[0]!;
    await expect(bytesOf(repository.read(snapshotId, path('DCIM/2.jpg')))).rejects.toMatchObject({
      code: 'phone-sealed',
    });
    const read = await bytesOf(repository.read(snapshotId, path('DCIM/2.jpg'), opener(secret.length)));
    expect(read.equals(secret)).toBe(true);

    const closed = await repository.restore({ snapshotId, target: folder.in('closed') });
    expect(closed.failed.map((one) => pathText(one.path))).toEqual(['DCIM/2.jpg']);

    const target = folder.in('opened');
    const whole = await repository.restore({ snapshotId, target, sealed: opener(secret.length) });
    expect(whole).toMatchObject({ failed: [], files: 4 });
    expect(readFileSync(`${target}/DCIM/2.jpg`).equals(secret)).toBe(true);
    expect(statSync(`${target}/DCIM/2.jpg`).mtimeMs).toBe(1_700_000_000_000);
    expect(readFileSync(`${target}/DCIM/1.jpg`).equals(photo)).toBe(true);
    const again = await repository.restore({ snapshotId, target, sealed: opener(secret.length) });
    expect(again).toMatchObject({ failed: [], files: 0, skipped: 5 });
  });

  it('opens files of many folders at once', async () => {
    const { snapshotId } = await backup(async (sink) => {
      for (let i = 0; i < 60; i++) {
        await send(sink, `ff/${i}`, sealed(Buffer.from(`file ${i}`)));
        const opening = { opening: seal.opening, openedSize: BigInt(`file ${i}`.length) };
        await sink.arrange(`ff/${i}`, shown(`Many/${i}/deep/${i}.txt`, opening));
      }
      await sink.commit();
    }, 'i2');
    const target = folder.in('many');
    const result = await repository.restore({
      snapshotId,
      target,
      paths: [path('Many')],
      sealed: { open: (_, bytes) => opener(6).open(seal.opening, bytes) },
    });
    expect(result.failed).toEqual([]);
    expect(readFileSync(`${target}/Many/7/deep/7.txt`).toString()).toBe('file 7');
  });

  it('leaves no part behind when what opens a file fails', async () => {
    const target = folder.in('broken');
    const broken: SealedContents = {
      // eslint-disable-next-line require-yield -- fails before its first piece
      async *open() {
        throw new Error('the key does not fit');
      },
    };
    const result = await repository.restore({ snapshotId: results[0]!.snapshotId, target, sealed: broken });
    expect(result.failed).toMatchObject([{ reason: 'the key does not fit' }]);
    expect(readdirSync(`${target}/DCIM`).sort()).toEqual(['1.jpg', 'newest.jpg']);
  });

  it('gives the phone’s own folder back byte for byte', async () => {
    const target = folder.in('pushed');
    const { snapshotId } = results[0]!;
    expect(await repository.restore({ snapshotId, target, layout: 'pushed' })).toMatchObject({
      failed: [],
      files: 4,
    });
    expect(readdirSync(target, { recursive: true }).sort()).toEqual([
      'Manifest.db',
      'ab',
      'ab/abcd',
      'ab/abce',
      'cd',
      'cd/cdef',
    ]);
    expect(readFileSync(`${target}/cd/cdef`).equals(sealed(secret))).toBe(true);
    const files = await repository.pushedFiles(snapshotId);
    expect((await bytesOf(files.read('cd/cdef'))).equals(sealed(secret))).toBe(true);
    expect(await files.stat('ab')).toMatchObject({ kind: 'directory' });
    expect(await files.stat('ab/none')).toBeUndefined();
    expect((await files.list('ab')).map(({ name, size }) => [name, Number(size)])).toEqual([
      ['abcd', photo.length],
      ['abce', 6],
    ]);
    await files.close();
    expect(readdirSync(folder.in('work')).filter((name) => name.startsWith('staging'))).toEqual([]);
  });

  it('gives a phone that drives its own last state back, also when it was asked for its photos meanwhile', async () => {
    const photos: PullSource = {
      async *scan() {
        yield { path: path('DCIM'), kind: 'directory', size: 0n, mtimeNs: 0n, category: 'photos', ref: '' };
        const entry = {
          kind: 'file',
          mtimeNs: 1_700_000_000n * SECOND,
          category: 'photos',
          ref: '',
        } as const;
        yield { ...entry, path: path('DCIM/1.jpg'), size: BigInt(photo.length) };
        yield { ...entry, path: path('DCIM/2.jpg'), size: BigInt(secret.length) };
      },
      async *open({ path: at }) {
        yield pathText(at) === 'DCIM/1.jpg' ? photo : secret;
      },
      close: async () => {},
    };
    const asked = await repository.backup({ source: photos, ...request() });
    expect(asked.facts.categories).toMatchObject([{ category: 'photos', files: 2, removed: 0 }]);
    expect((await bytesOf(repository.read(asked.snapshotId, path('DCIM/2.jpg')))).equals(secret)).toBe(true);

    const driven = await backup(async (sink, previous) => {
      expect((await bytesOf(previous?.read('Manifest.db'))).toString()).toBe('names');
      expect(previous?.secrets).toEqual(Buffer.from('what opens them'));
      expect((await sink.list('ab')).map(({ name }) => name)).toEqual(['abcd', 'abce']);
      await sink.remove('ab/abce');
      await send(sink, 'Manifest.db', Buffer.from('names 2'));
      expect(await sink.arrange('ab/abcd', shown('DCIM/1.jpg', { mode: 0o644 }))).toBe(true);
      expect(await sink.arrange('cd/cdef', shown('DCIM/2.jpg', seal))).toBe(true);
      await sink.commit();
    });
    expect(driven.facts.readBytes).toBe(7);
    const counts = driven.facts.categories.map(({ category, files, added, changed, removed }) => [
      category,
      files,
      added,
      changed,
      removed,
    ]);
    expect(counts).toEqual([
      ['notes', 0, 0, 0, 1],
      ['other', 1, 0, 1, 0],
      ['photos', 2, 0, 0, 0],
    ]);
    const changes: string[] = [];
    for await (const { change, path: at } of repository.diff(results[0]!.snapshotId, driven.snapshotId))
      changes.push(`${change} ${pathText(at)}`);
    expect(changes.sort()).toEqual([
      'changed Phone backup/Manifest.db',
      'removed DCIM/newest.jpg',
      'removed Notes',
      'removed Notes/1.txt',
    ]);
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
  });

  it('keeps no name of the phone for what the source made, and shows at once what came a moment ago', async () => {
    const { snapshotId } = await backup(async (sink) => {
      await send(sink, 'records/1', Buffer.from('made of a database'));
      expect(await sink.arrange('records/1', shown('Phone records/a.json', { isMade: true }))).toBe(true);
      expect(await sink.arrange('records/1', shown('Phone records/b.json'))).toBe(false);
      await sink.commit();
    });
    const listing = await listed(snapshotId);
    expect(listing['Phone records/a.json']).toEqual({ size: 18, origin: undefined });
    const files = await repository.pushedFiles(snapshotId);
    expect((await files.list('')).map(({ name }) => name)).not.toContain('records');
    await files.close();
  });

  it.each<[string, string | undefined, ShownEntry]>([
    ['a file that is not there', 'ab/none', shown('DCIM/3.jpg')],
    ['a place of its own files', 'ab/abcd', shown('Phone backup/x')],
    ['a way out', 'ab/abcd', shown('../x')],
    ['a name with NUL', 'ab/abcd', shown('a\0b')],
    ['an opening that is no opening', 'ab/abcd', shown('x', { opening: Buffer.alloc(256), openedSize: 1n })],
    ['bytes of a folder', 'ab', shown('x')],
    ['a file without bytes', undefined, shown('x')],
  ])('does not show %s, and keeps what it holds', async (_, from, entry) => {
    const { snapshotId } = await backup(async (sink) => {
      expect(await sink.arrange(from, entry)).toBe(false);
      expect(await sink.arrange('ab/abcd', shown('DCIM/1.jpg'))).toBe(true);
      expect(await sink.arrange('ab/abcd', shown('DCIM/again.jpg'))).toBe(false);
      expect(await sink.arrange('Manifest.db', shown('DCIM/1.jpg'))).toBe(false);
      await sink.commit();
    });
    expect(Object.keys(await listed(snapshotId)).sort()).toEqual([
      'DCIM/1.jpg',
      'Phone backup/Manifest.db',
      'Phone backup/cd/cdef',
    ]);
  });
});
