import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlainCopies } from './plain-copies.js';

const FILES: Record<string, string> = {
  'HomeDomain-Library/SMS/sms.db': 'messages',
  'HomeDomain-Library/SMS/sms.db-wal': 'newest messages',
};

describe('plain copies', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'holdfast-plain-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are private, made once, with their journal, and gone with all that was made beside them', async () => {
    let asked = 0;
    const copies = new PlainCopies(folder, (domain, path) => {
      asked += 1;
      const text = FILES[`${domain}-${path}`];
      return text === undefined ? undefined : once(text);
    });
    const copy = await copies.file('HomeDomain', 'Library/SMS/sms.db');
    expect(await copies.file('HomeDomain', 'Library/SMS/sms.db')).toBe(copy);
    expect(asked).toBe(2);
    expect(await readFile(copy!, 'utf8')).toBe('messages');
    expect(await readFile(`${copy}-wal`, 'utf8')).toBe('newest messages');
    expect((await stat(copy!)).mode & 0o777).toBe(0o600);
    expect(await copies.file('HomeDomain', 'Library/none')).toBeUndefined();
    await writeFile(`${copy}-shm`, 'by SQLite');
    await copies.close();
    expect(await readdir(folder)).toEqual([]);
  });
});

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
