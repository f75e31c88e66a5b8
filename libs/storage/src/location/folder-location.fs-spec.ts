import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { collected, objectOf, randomObject } from '../testing/objects.js';
import { scratch } from '../testing/scratch.js';
import { verifyLocation } from '../testing/verify-location.js';
import { type FolderFiles, realFiles } from './folder-files.js';
import { folderLocation } from './folder-location.js';

const folder = scratch();
afterAll(folder.remove);

const failing = (code: string): Error => Object.assign(new Error(code), { code });
const withoutLinks: FolderFiles = { ...realFiles, link: () => Promise.reject(failing('EPERM')) };
const place = (name: string, files?: FolderFiles) => async () => {
  const root = join(folder.path, name);
  return { location: folderLocation(root, files), break: () => renameSync(root, `${root}-unplugged`) };
};

verifyLocation('a folder', place('plain'));
verifyLocation('a folder whose file system has no links', place('no-links', withoutLinks), 50);

describe('a folder location', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(folder.path, 'root-'));
  });

  it('never replaces config without links either, however many write at once', async () => {
    const location = folderLocation(root, withoutLinks);
    const bodies = Array.from({ length: 8 }, (_, index) => Buffer.from(`config of writer ${index}`));
    const answers = await Promise.all(bodies.map((body) => location.put('config', objectOf(body))));
    expect(answers.filter((answer) => answer === 'stored')).toHaveLength(1);
    expect(Buffer.from(await location.get('config'))).toEqual(bodies[answers.indexOf('stored')]);
    expect(readdirSync(join(root, '.incoming'))).toEqual([]);
  });

  it.each([
    ['ENOSPC', 'location-full'],
    ['EDQUOT', 'location-full'],
    ['EROFS', 'location-refused'],
    ['EIO', 'location-unreachable'],
  ])('tells %s as %s', async (code, expected) => {
    const { name, object } = randomObject(10);
    const location = folderLocation(root, { ...realFiles, create: () => Promise.reject(failing(code)) });
    await expect(location.put(name, object)).rejects.toMatchObject({ code: expected });
    expect(await location.stat(name)).toBeUndefined();
  });

  it('stays whole on a disk that is really full', async () => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return; // Only root can mount one.
    const disk = mkdtempSync(join(tmpdir(), 'holdfast-full-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]);
    try {
      const location = folderLocation(disk);
      const [small, large] = [randomObject(300_000), randomObject(3_000_000)];
      await location.put(small.name, small.object);
      await expect(location.put(large.name, large.object)).rejects.toMatchObject({ code: 'location-full' });
      expect(await collected(location.list(''))).toMatchObject([{ name: small.name, size: 300_000 }]);
      expect(Buffer.from(await location.get(small.name)).equals(small.bytes)).toBe(true);
      expect(readdirSync(join(disk, '.incoming'))).toEqual([]);
    } finally {
      execFileSync('umount', [disk]);
      rmSync(disk, { recursive: true });
    }
  });

  it('takes neither a link nor a folder for an object', async () => {
    const [linked, taken] = [randomObject(10), randomObject(10)];
    writeFileSync(join(root, 'secret'), 'secret');
    mkdirSync(join(root, taken.name), { recursive: true });
    symlinkSync(join(root, 'secret'), join(root, linked.name));
    const location = folderLocation(root);
    for (const { name, object } of [linked, taken]) {
      expect(await location.stat(name)).toBeUndefined();
      await expect(location.get(name)).rejects.toMatchObject({ code: 'object-missing' });
      await expect(location.put(name, object)).rejects.toMatchObject({ code: 'location-refused' });
    }
    expect(await collected(location.list(''))).toEqual([]);
  });

  it.each(['data', '.incoming'])('writes nothing through a link planted as %s', async (planted) => {
    const outside = mkdtempSync(join(folder.path, 'outside-'));
    symlinkSync(outside, join(root, planted));
    const { name, object } = randomObject(10);
    await expect(folderLocation(root).put(name, object)).rejects.toMatchObject({ code: 'location-refused' });
    expect(readdirSync(outside)).toEqual([]);
  });

  it('works below a root that is a link, as the person chose it', async () => {
    symlinkSync(root, `${root}-link`);
    const { name, object } = randomObject(10);
    expect(await folderLocation(`${root}-link`).put(name, object)).toBe('stored');
    expect(await folderLocation(root).stat(name)).toBe(10);
  });

  it('passes over what is not its own, and sweeps only what a killed writer left a day ago', async () => {
    mkdirSync(join(root, '.incoming'));
    for (const name of ['old', 'new']) writeFileSync(join(root, '.incoming', name), 'half');
    utimesSync(join(root, '.incoming', 'old'), 1, 1);
    writeFileSync(join(root, 'Thumbs.db'), 'x');
    const { name, object } = randomObject(10);
    const location = folderLocation(root);
    await location.put(name, object);
    expect((await collected(location.list(''))).map((one) => one.name)).toEqual([name]);
    expect(readdirSync(join(root, '.incoming'))).toEqual(['new']);
  });
});
