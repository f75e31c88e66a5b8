import { execFileSync } from 'node:child_process';
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { Entry, LeftOut, PullSource, Scope } from '@holdfast/contracts';
import { openFolderSource } from './open-folder.js';

let root = '';
jest.setTimeout(60_000);
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'holdfast-folder-')));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const text = (path: readonly Uint8Array[]): string =>
  path.map((name) => Buffer.from(name).toString('latin1')).join('/');

async function scanned(
  source: PullSource,
  scope: Scope = {},
): Promise<{ entries: Map<string, Entry>; left: LeftOut[] }> {
  const left: LeftOut[] = [];
  const entries = new Map<string, Entry>();
  for await (const entry of source.scan(scope, (one) => left.push(one))) entries.set(text(entry.path), entry);
  return { entries, left };
}

async function read(source: PullSource, entry: Entry | undefined): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  if (entry !== undefined) for await (const piece of source.open(entry)) pieces.push(piece);
  return Buffer.concat(pieces);
}

describe('the folder source', () => {
  it('gives names, bytes, modes, times and links as they are', async () => {
    await mkdir(join(root, 'DCIM/empty'), { recursive: true });
    const bytes = Buffer.alloc(700_001, 'photo');
    await writeFile(join(root, 'DCIM/ünï.jpg'), bytes);
    await chmod(join(root, 'DCIM/ünï.jpg'), 0o640);
    await utimes(join(root, 'DCIM/ünï.jpg'), 1_700_000_000.25, 1_700_000_000.25);
    const odd = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0x6e, 0x0a, 0xff, 0x1b])]);
    await writeFile(odd, 'odd');
    await symlink('../outside', join(root, 'link'));
    const { source, close } = await openFolderSource(root);
    const { entries, left } = await scanned(source);
    expect([...entries.keys()].sort()).toEqual([
      'DCIM',
      'DCIM/empty',
      'DCIM/\xc3\xbcn\xc3\xaf.jpg',
      'link',
      'n\n\xff\x1b',
    ]);
    const photo = entries.get('DCIM/\xc3\xbcn\xc3\xaf.jpg');
    const stats = await lstat(join(root, 'DCIM/ünï.jpg'), { bigint: true });
    expect(photo).toMatchObject({
      kind: 'file',
      size: 700_001n,
      mode: 0o640,
      mtimeNs: stats.mtimeNs,
      category: 'photos',
    });
    expect(await readFile(photo?.localPath ?? '')).toEqual(bytes);
    expect(await read(source, photo)).toEqual(bytes);
    expect(entries.get('n\n\xff\x1b')?.localPath).toBeUndefined();
    expect((await read(source, entries.get('n\n\xff\x1b'))).toString()).toBe('odd');
    expect(entries.get('link')).toMatchObject({ kind: 'symlink', linkTarget: Buffer.from('../outside') });
    expect(left).toEqual([]);
    await close();
  });

  it('does not follow a link that took a file’s place after the scan', async () => {
    await writeFile(join(root, 'a.txt'), 'inside');
    const { source } = await openFolderSource(root);
    const { entries } = await scanned(source);
    await rm(join(root, 'a.txt'));
    await symlink('/etc/hostname', join(root, 'a.txt'));
    await expect(read(source, entries.get('a.txt'))).rejects.toMatchObject({ causeClass: 'vanished' });
  });

  it('tells a file that vanished from a card that was pulled', async () => {
    const card = join(root, 'card');
    await mkdir(card);
    await writeFile(join(card, 'a.txt'), 'a');
    await writeFile(join(card, 'b.txt'), 'b');
    const { source } = await openFolderSource(card);
    const { entries } = await scanned(source);
    await rm(join(card, 'a.txt'));
    await expect(read(source, entries.get('a.txt'))).rejects.toMatchObject({ causeClass: 'vanished' });
    await rename(card, join(root, 'gone'));
    await expect(read(source, entries.get('b.txt'))).rejects.toMatchObject({ causeClass: 'unplugged' });
    await expect(scanned(source)).rejects.toMatchObject({ causeClass: 'unplugged' });
  });

  it('leaves out pipes and sockets, whatever the scope', async () => {
    execFileSync('mkfifo', [join(root, 'pipe.txt')]);
    const { source } = await openFolderSource(root);
    const { entries, left } = await scanned(source, { categories: ['documents'] });
    expect(entries.size).toBe(0);
    expect(left.map((one) => [text(one.path), one.cause])).toEqual([['pipe.txt', 'unreadable']]);
  });

  it('says plainly what is wrong with a root', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(openFolderSource(join(root, 'nope'))).rejects.toMatchObject({
      causeClass: 'unplugged',
      message: /no folder/,
    });
    await expect(openFolderSource(join(root, 'file'))).rejects.toMatchObject({
      causeClass: 'unreadable',
      message: /not a folder/,
    });
  });

  it('has the same serial at every opening, also through a link, and another for another folder', async () => {
    await mkdir(join(root, 'one'));
    await mkdir(join(root, 'two'));
    await symlink(join(root, 'one'), join(root, 'alias'));
    const serials = await Promise.all(
      ['one', 'one', 'alias', 'two'].map((name) => openFolderSource(join(root, name))),
    );
    const [a, b, c, d] = serials.map((session) => session.identity.serial);
    expect([b, c]).toEqual([a, a]);
    expect(d).not.toBe(a);
    expect(a).toMatch(/^folder-[0-9a-f]{32}$/);
  });

  it('lists 4,000 names in one folder and a depth of 200', async () => {
    await mkdir(join(root, 'many'));
    for (let at = 0; at < 4_000; at += 500) {
      await Promise.all(
        Array.from({ length: 500 }, (_, index) => writeFile(join(root, 'many', `${at + index}.txt`), '')),
      );
    }
    await mkdir(join(root, 'd/'.repeat(200)), { recursive: true });
    const { source } = await openFolderSource(root);
    const { entries } = await scanned(source);
    expect(entries.size).toBe(4_000 + 1 + 200);
  });

  it('is confirmed when all was read, and gone when what was mounted is', async () => {
    const session = await openFolderSource(root);
    await expect(session.confirmIdentity()).resolves.toBeUndefined();
    await rm(root, { recursive: true });
    await expect(session.confirmIdentity()).rejects.toMatchObject({ causeClass: 'unplugged' });
    await session.close();
  });
});
