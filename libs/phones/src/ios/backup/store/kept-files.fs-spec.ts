import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { PreviousRun } from '@holdfast/contracts';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeptFiles } from './kept-files.js';

const LAST: Record<string, string> = { 'Manifest.db': 'last rows', 'Status.plist': 'last status' };

describe('manifests on this computer', () => {
  let folder: string;
  let asked: string[];
  let kept: KeptFiles;
  const previous: PreviousRun = {
    read(path) {
      asked.push(path);
      const text = LAST[path];
      return text === undefined ? undefined : once(text);
    },
  };
  const text = async (path: string): Promise<string | undefined> => {
    const file = await kept.file(path);
    return file === undefined ? undefined : readFile(file, 'utf8');
  };
  const put = async (path: string, bytes: string): Promise<void> => {
    const file = await kept.receive(path);
    await file.write(Buffer.from(bytes));
    await file.end();
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-kept-'));
    asked = [];
    kept = new KeptFiles(folder, previous);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('come from the previous run when they are asked for, once, as private files', async () => {
    expect(asked).toEqual([]);
    expect(await text('Manifest.db')).toBe('last rows');
    expect(await text('Manifest.db')).toBe('last rows');
    expect(await text('Info.plist')).toBeUndefined();
    expect(await text('ab/ab1')).toBeUndefined();
    expect(asked).toEqual(['Manifest.db', 'Info.plist']);
    expect((await stat((await kept.file('Manifest.db'))!)).mode & 0o777).toBe(0o600);
  });

  it('are replaced by what the phone sends and moves into place', async () => {
    await put('Snapshot/Manifest.db', 'new rows');
    expect(await text('Manifest.db')).toBe('last rows');
    await kept.move('Snapshot/Manifest.db', 'Manifest.db');
    expect(await text('Manifest.db')).toBe('new rows');
    expect(await text('Snapshot/Manifest.db')).toBeUndefined();
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('follow whole folders, copies and removals', async () => {
    await put('Snapshot/Manifest.db', 'new rows');
    await kept.move('Snapshot', 'Elsewhere');
    expect(await text('Snapshot/Manifest.db')).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
    await put('Snapshot/Manifest.db', 'newer rows');
    await kept.copy('Snapshot/Manifest.db', 'Manifest.db');
    await kept.remove('Snapshot');
    expect(await text('Manifest.db')).toBe('newer rows');
    await kept.move('Manifest.db', 'ab/Manifest.db');
    expect(await text('Manifest.db')).toBeUndefined();
    await kept.remove('Status.plist');
    expect(await text('Status.plist')).toBeUndefined();
  });

  it('are gone from what was replaced by another file', async () => {
    await put('Manifest.plist', 'mine');
    await kept.move('ab/ab1', 'Manifest.plist');
    expect(await text('Manifest.plist')).toBeUndefined();
  });

  it('have bounds', async () => {
    const file = await kept.receive('Status.plist');
    const mebibyte = Buffer.alloc(1024 * 1024);
    const endless = async (): Promise<void> => {
      for (;;) await file.write(mebibyte);
    };
    await expect(endless()).rejects.toMatchObject({ causeClass: 'over-size-limit' });
  });

  it('are all removed at the end, also one that is half there', async () => {
    await put('Manifest.plist', 'whole');
    await (await kept.receive('Manifest.db')).write(Buffer.from('half'));
    await (await kept.receive('Status.plist')).drop();
    expect(await readdir(folder)).toHaveLength(2);
    await kept.close();
    expect(await readdir(folder)).toEqual([]);
  });
});

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
