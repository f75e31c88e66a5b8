import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { ArrangedFiles, PushSink, ShownEntry } from '@holdfast/contracts';
import { pathText } from '../index.js';
import type { Repository, Selection, SnapshotEntry } from '../index.js';
import { scratch } from '../testing/scratch.js';
import { scratchRepository } from '../testing/scratch-repository.js';

const path = (text: string): Buffer[] => text.split('/').map((name) => Buffer.from(name));
const shown = (text: string, more: Partial<ShownEntry> = {}): ShownEntry => ({
  path: path(text),
  kind: 'file',
  mtimeNs: 1_700_000_000_000_000_000n,
  category: 'photos',
  ...more,
});
const bytesOf = async (from: AsyncIterable<Uint8Array> | undefined): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const part of from ?? []) parts.push(part);
  return Buffer.concat(parts);
};
/** What a phone seals here: each byte turned over. */
const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0xff);
const sealed = {
  async *open(opening: Uint8Array, bytes: AsyncIterable<Uint8Array>) {
    expect(Buffer.from(opening).toString()).toBe('turned over');
    for await (const piece of bytes) yield turned(piece);
  },
};

describe('a snapshot that is arranged after it was stored', () => {
  const folder = scratch();
  const [photo, note] = [randomBytes(2_000_000), randomBytes(900)];
  const seal = (of: Buffer) => ({ opening: Buffer.from('turned over'), openedSize: BigInt(of.length) });
  let repository: Repository;
  let id: string;

  const listed = async (select?: Selection): Promise<Record<string, number>> => {
    const found: Record<string, number> = {};
    const entries = repository.list(id, { recursive: true, ...(select && { select }) });
    for await (const entry of entries)
      if (entry.kind === 'file') found[pathText(entry.path)] = Number(entry.size);
    return found;
  };
  const everything = async (files: ArrangedFiles): Promise<Uint8Array> => {
    await files.arrange(undefined, shown('DCIM', { kind: 'directory', mode: 0o700 }));
    await files.arrange('ab/abcd', shown('DCIM/1.jpg', seal(photo)));
    await files.arrange('cd/cdef', shown('Notes/1.txt', { category: 'notes', ...seal(note) }));
    return Buffer.from('what opens them');
  };

  beforeAll(async () => {
    repository = await scratchRepository(folder);
    const run = async (sink: PushSink): Promise<void> => {
      const files = [
        ['ab/abcd', turned(photo)],
        ['cd/cdef', turned(note)],
        ['Manifest.db', Buffer.from('names')],
      ] as const;
      for (const [name, bytes] of files) {
        await sink.begin(name);
        await sink.write(bytes);
        await sink.end();
      }
      await sink.commit();
    };
    const source = { run, close: async () => {} };
    const result = await repository.backup({
      source,
      scope: {},
      phone: 'i1',
      sourceName: 'ios:1',
      now: () => new Date(Date.UTC(2026, 0, 1)),
    });
    id = result.snapshotId;
  });
  afterAll(async () => {
    await repository.close();
    folder.remove();
  });

  it('stays as it was where arranging it fails', async () => {
    const before = await listed();
    const failing = async (files: ArrangedFiles): Promise<undefined> => {
      await files.arrange('ab/abcd', shown('DCIM/1.jpg'));
      throw new Error('the password is another');
    };
    await expect(repository.arrange(id, failing)).rejects.toThrow('the password is another');
    expect(await listed()).toEqual(before);
    expect(Object.keys(before)).toEqual([
      'Phone backup/Manifest.db',
      'Phone backup/ab/abcd',
      'Phone backup/cd/cdef',
    ]);
  });

  it('hands out what the phone stored, and shows each of it once, within the snapshot', async () => {
    const told: unknown[] = [];
    await repository.arrange(id, async (files) => {
      told.push((await bytesOf(files.read('Manifest.db'))).toString());
      told.push((await files.list('ab')).map(({ name, size }) => [name, Number(size)]));
      expect(() => files.read('ab')).toThrow(expect.objectContaining({ code: 'source-refused' }));
      for (const [from, at] of [
        ['ab/none', 'DCIM/0.jpg'],
        ['ab', 'DCIM/0.jpg'],
        ['cd/cdef', 'Phone backup/1.txt'],
        ['cd/cdef', 'DCIM/../../1.txt'],
        ['ab/abcd', 'DCIM/1.jpg'],
        ['ab/abcd', 'DCIM/2.jpg'],
        ['cd/cdef', 'DCIM/1.jpg'],
        ['cd/cdef', 'DCIM/1.jpg/2.jpg'],
      ] as const)
        told.push(await files.arrange(from, shown(at)));
      return undefined;
    });
    expect(told).toEqual(['names', [['abcd', photo.length]], ...[0, 0, 0, 0, 1, 0, 0, 0].map(Boolean)]);
    expect(await listed()).toEqual({
      'DCIM/1.jpg': photo.length,
      'Phone backup/Manifest.db': 5,
      'Phone backup/cd/cdef': note.length,
    });
  });

  it('is listed, read and restored as it is arranged, and kept as the phone sent it', async () => {
    await repository.arrange(id, everything);
    expect(await listed()).toEqual({
      'DCIM/1.jpg': photo.length,
      'Notes/1.txt': note.length,
      'Phone backup/Manifest.db': 5,
    });
    const isPhoto: Selection = {
      takes: ({ category }: SnapshotEntry) => category === 'photos',
      below: () => isPhoto,
    };
    expect(await listed(isPhoto)).toEqual({ 'DCIM/1.jpg': photo.length });
    expect(Buffer.from((await repository.phoneSecrets(id))!).toString()).toBe('what opens them');
    expect(await bytesOf(repository.read(id, path('Notes/1.txt'), sealed))).toEqual(note);
    const target = folder.in('target');
    expect(await repository.restore({ snapshotId: id, target, sealed })).toMatchObject({
      files: 3,
      failed: [],
    });
    expect(readFileSync(`${target}/DCIM/1.jpg`).equals(photo)).toBe(true);
    const pushed = await repository.pushedFiles(id);
    expect((await bytesOf(pushed.read('cd/cdef'))).equals(Buffer.from(turned(note)))).toBe(true);
    await pushed.close();
  });

  it('holds files that are made of it, which no pack has: read, restored and skipped like any other', async () => {
    const [large, log] = [randomBytes(9_000_000), Buffer.from('made')];
    const { leftOut } = await repository.arrange(id, async (files) => {
      await everything(files);
      for (const [at, bytes] of [large, log, Buffer.alloc(0)].entries()) {
        await files.begin(`made/${at}`, undefined, 'contacts');
        for (let from = 0; from < bytes.length; from += 700_001)
          await files.write(bytes.subarray(from, from + 700_001));
        await files.end();
        const made = { isMade: true, category: 'contacts' } as const;
        expect(await files.arrange(`made/${at}`, shown(`Records/${at}.txt`, made))).toBe(true);
      }
      await files.begin('made/3');
      await files.end();
      await files.remove('made/3');
      expect(await files.keepMade(path('Records'), Buffer.from('of'))).toBe(0);
      expect(await files.contentId('ab/none')).toBeUndefined();
      expect(await files.contentId('ab/abcd')).not.toEqual(await files.contentId('cd/cdef'));
      files.leaveOut({ path: path('Records'), category: 'calls', cause: 'unreadable' });
      return undefined;
    });
    expect(leftOut).toBe(1);
    expect(await listed()).toEqual({
      'DCIM/1.jpg': photo.length,
      'Notes/1.txt': note.length,
      'Phone backup/Manifest.db': 5,
      'Records/0.txt': large.length,
      'Records/1.txt': 4,
      'Records/2.txt': 0,
    });
    expect((await bytesOf(repository.read(id, path('Records/0.txt')))).equals(large)).toBe(true);
    const target = folder.in('made');
    const restore = (paths: Buffer[][] = []) => repository.restore({ snapshotId: id, target, sealed, paths });
    expect(await restore()).toMatchObject({ files: 6, failed: [] });
    for (const [at, bytes] of [large, log, Buffer.alloc(0)].entries())
      expect(readFileSync(`${target}/Records/${at}.txt`).equals(bytes)).toBe(true);
    expect(readdirSync(`${target}/Records`)).toHaveLength(3);
    expect(await restore()).toMatchObject({ files: 0, skipped: 6, failed: [] });
    writeFileSync(`${target}/Records/1.txt`, 'else');
    await expect(restore([path('Records')])).rejects.toMatchObject({ code: 'target-exists' });
    const pushed = await repository.pushedFiles(id);
    expect((await pushed.list('')).map(({ name }) => name)).toEqual(['Manifest.db', 'ab', 'cd']);
    await pushed.close();
  });

  it('is on this computer alone, while the repository is open, and leaves no names in its work folder', async () => {
    expect(readdirSync(folder.in('work'), { recursive: true }).join()).not.toContain('staging');
    const report = await repository.verify({ readData: true });
    expect(report.damage).toEqual([]);
    const found: string[] = [];
    const all: Selection = { takes: () => true, below: () => all };
    for await (const one of repository.find({ select: all })) found.push(pathText(one.path));
    expect(found).toContain('Phone backup/ab/abcd');
    expect(found).not.toContain('DCIM/1.jpg');
  });
});
