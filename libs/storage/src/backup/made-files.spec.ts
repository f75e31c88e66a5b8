import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PushSink, ShownEntry } from '@holdfast/contracts';
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathText } from '../index.js';
import type { BackupResult, Repository } from '../index.js';
import { scratch } from '../testing/scratch.js';
import { scratchRepository } from '../testing/scratch-repository.js';

const path = (text: string): Buffer[] => text.split('/').map((name) => Buffer.from(name));
const shown = (text: string, more: Partial<ShownEntry> = {}): ShownEntry => ({
  path: path(text),
  kind: 'file',
  mtimeNs: 1_700_000_000_000_000_000n,
  category: 'messages',
  isMade: true,
  ...more,
});
const send = async (sink: PushSink, name: string, bytes: Uint8Array): Promise<void> => {
  await sink.begin(name);
  await sink.write(bytes);
  await sink.end();
};
const V1 = Buffer.from('version 1 of the database');
const V2 = Buffer.from('version 2 of the database');

describe('files that a source made of what the phone sent', () => {
  let folder: ReturnType<typeof scratch>;
  let repository: Repository;
  let clock = Date.UTC(2026, 0, 1);
  beforeEach(async () => {
    folder = scratch();
    repository = await scratchRepository(folder);
  });
  afterEach(async () => {
    await repository.close();
    folder.remove();
  });

  const backup = (run: (sink: PushSink) => Promise<void>): Promise<BackupResult> =>
    repository.backup({
      source: { run, close: async () => {} },
      scope: {},
      phone: 'i1',
      sourceName: 'ios:1',
      now: () => new Date((clock += 1000)),
    });
  const listed = async ({ snapshotId }: BackupResult): Promise<string[]> => {
    const found: string[] = [];
    for await (const { path: at, kind } of repository.list(snapshotId, { recursive: true }))
      if (kind === 'file') found.push(pathText(at));
    return found;
  };
  const make = async (sink: PushSink, of: Buffer): Promise<void> => {
    await send(sink, 'made/1', randomBytes(300_000));
    await send(sink, 'made/2', Buffer.from('one note'));
    await sink.arrange('made/1', shown('Made/Notes/notes.json', { madeOf: of }));
    await sink.arrange('made/2', shown('Made/Notes/Texts/1.txt', { madeOf: of }));
  };
  const first = (): Promise<BackupResult> =>
    backup(async (sink) => {
      await send(sink, 'db', V1);
      await make(sink, V1);
      await sink.commit();
    });

  it('are shown again while they are made of the same, and are no change', async () => {
    await first();
    for (const run of [2, 3]) {
      const next = await backup(async (sink) => {
        expect(await sink.keepMade(path('Made/Notes'), V1)).toBe(2);
        await sink.commit();
      });
      expect(await listed(next)).toEqual([
        'Made/Notes/Texts/1.txt',
        'Made/Notes/notes.json',
        'Phone backup/db',
      ]);
      expect([
        run,
        next.facts.categories.filter(({ added, changed, removed }) => added + changed + removed),
      ]).toEqual([run, []]);
    }
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
  });

  it('are none where they were made of something else, or lie elsewhere, and then are not shown', async () => {
    await first();
    const next = await backup(async (sink) => {
      expect(await sink.keepMade(path('Made/Notes'), V2)).toBe(0);
      expect(await sink.keepMade(path('Made/Calls'), V1)).toBe(0);
      expect(await sink.keepMade(path('Phone backup'), V1)).toBe(0);
      await sink.commit();
    });
    expect(await listed(next)).toEqual(['Phone backup/db']);
  });

  it('are not shown again where something else is shown in their place', async () => {
    await first();
    const next = await backup(async (sink) => {
      await send(sink, 'other', Buffer.from('other'));
      await sink.arrange('other', shown('Made/Notes/notes.json'));
      expect(await sink.keepMade(path('Made/Notes'), V1)).toBe(1);
      await sink.commit();
    });
    const found: Record<string, bigint> = {};
    for await (const { path: at, kind, size } of repository.list(next.snapshotId, { recursive: true }))
      if (kind === 'file') found[pathText(at)] = size;
    expect(found['Made/Notes/notes.json']).toBe(5n);
  });

  it('are not believed of a snapshot that lost something', async () => {
    await first();
    const data = folder.in('stored/data');
    for (const file of readdirSync(data, { recursive: true, withFileTypes: true }))
      if (file.isFile()) rmSync(join(file.parentPath, file.name));
    const next = await backup(async (sink) => {
      expect(await sink.keepMade(path('Made/Notes'), V1)).toBe(0);
      await send(sink, 'db', V1);
      await make(sink, V1);
      await sink.commit();
    });
    const target = folder.in('restored');
    expect((await repository.restore({ snapshotId: next.snapshotId, target })).failed).toEqual([]);
  });

  it('may tell contents apart: of runs, of files, of lengths', async () => {
    const ids: (string | undefined)[] = [];
    const idOf = async (sink: PushSink, name: string): Promise<void> => {
      const id = await sink.contentId(name);
      ids.push(id && Buffer.from(id).toString('hex'));
    };
    await backup(async (sink) => {
      await send(sink, 'db', V1);
      await send(sink, 'empty', Buffer.alloc(0));
      for (const name of ['db', 'empty', 'none', '']) await idOf(sink, name);
      await sink.commit();
    });
    await backup(async (sink) => {
      await idOf(sink, 'db');
      await send(sink, 'db', V2);
      await idOf(sink, 'db');
      await sink.commit();
    });
    const [db, empty, none, root, again, changed] = ids;
    expect([none, root]).toEqual([undefined, undefined]);
    expect(again).toBe(db);
    expect(new Set([db, empty, changed]).size).toBe(3);
  });

  it('are made of files that are read while they are written, one after the other', async () => {
    const [database, picture] = [randomBytes(40_000), randomBytes(700_000)];
    const bytesOf = async (from: AsyncIterable<Uint8Array>): Promise<Buffer> => {
      const parts: Uint8Array[] = [];
      for await (const part of from) parts.push(part);
      return Buffer.concat(parts);
    };
    await backup(async (sink) => {
      await send(sink, 'ab/database', database);
      await send(sink, 'ab/picture', picture);
      expect((await bytesOf(sink.read('ab/database'))).equals(database)).toBe(true);
      for (const name of ['made/1', 'made/2']) {
        await sink.begin(name);
        expect((await bytesOf(sink.read('ab/picture'))).equals(picture)).toBe(true);
        await sink.write(picture);
        await sink.end();
      }
      await sink.begin('made/3');
      await expect(bytesOf(sink.read('made/2'))).rejects.toMatchObject({ code: 'source-refused' });
      await sink.end();
      await sink.commit();
    });
  });
});
