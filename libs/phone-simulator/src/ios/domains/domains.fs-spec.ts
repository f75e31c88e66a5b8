import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IosFaults } from '../faults.js';
import { Domains } from './domains.js';
import type { PhoneFile } from './phone-entry.js';
import { NoPlace } from './phone-writer.js';

let base: string;
let root: string;
const write = async (path: string, text: string): Promise<void> => {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
};

beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'holdfast-domains-')));
  root = join(base, 'phone');
  await write('DCIM/100APPLE/IMG_0001.JPG', 'partition');
  await write('CameraRollDomain/Media/DCIM/100APPLE/IMG_0001.JPG', 'hidden by the partition');
  await write('CameraRollDomain/Media/DCIM/100APPLE/IMG_0002.JPG', 'domain');
  await write('CameraRollDomain/Library/x.plist', 'x');
  await write('MediaDomain/Media/Recordings/a.m4a', 'recording');
  await write('AppDomain-com.example.app/Documents/a.txt', 'app');
  await write('../secret.txt', 'not on the phone');
  await symlink('../../../secret.txt', join(root, 'AppDomain-com.example.app/Documents/out.txt'));
  await symlink('../..', join(root, 'DCIM/up'));
});
afterAll(() => rm(base, { recursive: true }));

async function text(file: PhoneFile | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const bytes = Buffer.alloc(100);
  const count = await file.read(bytes, 0);
  await file.close();
  return bytes.subarray(0, count).toString();
}

const pathsOf = async (faults: IosFaults = {}): Promise<string[]> => {
  const paths: string[] = [];
  for await (const { domain, path, kind } of new Domains(root, faults).entries())
    paths.push(`${domain} ${path}${kind === 'directory' ? '/' : ''}`);
  return paths;
};

describe('the domains of a phone', () => {
  it('are its folders of such names, and the media partition is Media of CameraRollDomain', async () => {
    expect(await pathsOf()).toEqual([
      'AppDomain-com.example.app /',
      'AppDomain-com.example.app Documents/',
      'AppDomain-com.example.app Documents/a.txt',
      'AppDomain-com.example.app Documents/out.txt',
      'CameraRollDomain /',
      'CameraRollDomain Media/',
      'CameraRollDomain Media/DCIM/',
      'CameraRollDomain Media/DCIM/100APPLE/',
      'CameraRollDomain Media/DCIM/100APPLE/IMG_0001.JPG',
      'CameraRollDomain Media/DCIM/100APPLE/IMG_0002.JPG',
      'CameraRollDomain Media/DCIM/up',
      'CameraRollDomain Library/',
      'CameraRollDomain Library/x.plist',
      'MediaDomain /',
      'MediaDomain Media/',
      'MediaDomain Media/Recordings/',
      'MediaDomain Media/Recordings/a.m4a',
    ]);
  });

  it('read the partition before the domain, and tell links without following them', async () => {
    const domains = new Domains(root, {});
    const read = async (domain: string, path: string): Promise<string | undefined> =>
      text(await domains.open(domain, path));
    expect(await read('CameraRollDomain', 'Media/DCIM/100APPLE/IMG_0001.JPG')).toBe('partition');
    expect(await read('CameraRollDomain', 'Media/DCIM/100APPLE/IMG_0002.JPG')).toBe('domain');
    const app = 'AppDomain-com.example.app';
    expect(await domains.stat(app, 'Documents/out.txt')).toMatchObject({
      kind: 'symlink',
      linkTarget: '../../../secret.txt',
    });
    for (const path of [
      'Documents/out.txt',
      '../../secret.txt',
      'Documents/../Documents/a.txt',
      '',
      'Documents',
    ])
      expect(await read(app, path)).toBeUndefined();
    expect(
      await read('CameraRollDomain', 'Media/DCIM/up/MediaDomain/Media/Recordings/a.m4a'),
    ).toBeUndefined();
    expect(await read('../phone/MediaDomain', 'Media/Recordings/a.m4a')).toBeUndefined();
  });

  it('show AFC the media of all domains, and no domain', async () => {
    const { media } = new Domains(root, {});
    expect([...((await media.names([])) ?? [])]).toEqual(['DCIM', 'Recordings']);
    expect(await text(await media.open(['Recordings', 'a.m4a']))).toBe('recording');
    expect(await media.stat(['AppDomain-com.example.app'])).toBeUndefined();
  });

  it('are written to without leaving them', async () => {
    const domains = new Domains(root, {});
    const app = domains.writer('AppDomain-com.example.new');
    const handle = await app.open(['Documents', 'b.txt'], 'new');
    await handle.write('new');
    await handle.close();
    expect(await text(await domains.open('AppDomain-com.example.new', 'Documents/b.txt'))).toBe('new');
    await rm(join(root, 'AppDomain-com.example.new'), { recursive: true });
    const media = domains.mediaWriter();
    await expect(media.open(['DCIM', 'up', 'x.txt'], 'new')).rejects.toThrow(NoPlace);
    await expect(media.open(['..', 'x.txt'], 'new')).rejects.toThrow(NoPlace);
    await expect(media.makeFolder(['HomeDomain'])).rejects.toThrow(NoPlace);
    await expect(media.remove([], true)).rejects.toThrow(NoPlace);
    await expect(
      domains.writer('AppDomain-com.example.app').open(['Documents', 'out.txt'], 'keep'),
    ).rejects.toThrow();
  });
});

describe('what faults add to a phone', () => {
  it('is on no disk: many files, each another', async () => {
    const domains = new Domains(root, { entries: 1_000_000 });
    let count = 0;
    for (const name of (await domains.media.names(['DCIM', '200APPLE'])) ?? [])
      count += name.length > 0 ? 1 : 0;
    expect(count).toBe(1_000_000);
    const one = await text(await domains.media.open(['DCIM', '200APPLE', 'IMG_00999999.JPG']));
    expect(one).toHaveLength(100);
    expect(one).toContain('IMG_00999999.JPG');
    expect(await domains.media.stat(['DCIM', '200APPLE', 'IMG_01000000.JPG'])).toBeUndefined();
    expect((await pathsOf({ entries: 5 })).filter((path) => path.includes('200APPLE/IMG_'))).toHaveLength(5);
  });

  it('may be larger than any disk, no two blocks alike, the same wherever one reads', async () => {
    const bytes = 5 * 1024 ** 4 + 17;
    const domains = new Domains(root, { bigFileBytes: bytes });
    const path = ['DCIM', '201APPLE', 'BIG.MOV'];
    expect((await domains.media.stat(path))?.size).toBe(BigInt(bytes));
    const file = await domains.media.open(path);
    const read = async (at: number, length: number): Promise<Buffer> => {
      const into = Buffer.alloc(length);
      return into.subarray(0, await file?.read(into, at));
    };
    const blocks = await read(10 * 65_536, 3 * 65_536);
    expect(blocks.subarray(0, 65_536).equals(blocks.subarray(65_536, 131_072))).toBe(false);
    expect((await read(10 * 65_536 + 1000, 100_000)).equals(blocks.subarray(1000, 101_000))).toBe(true);
    expect((await read(bytes - 10, 100)).length).toBe(10);
    expect((await read(bytes, 100)).length).toBe(0);
  });

  it('may have no end, where a backup has one', async () => {
    const deep = (await pathsOf({ endless: true })).filter((path) => path.includes('/endless/'));
    expect(deep.length).toBeGreaterThan(50);
    expect(deep.length).toBeLessThan(70);
    const { media } = new Domains(root, { endless: true });
    const below = ['DCIM', 'endless', ...Array.from({ length: 500 }, () => 'again')];
    expect([...((await media.names(below)) ?? [])]).toEqual(['again']);
  });
});
