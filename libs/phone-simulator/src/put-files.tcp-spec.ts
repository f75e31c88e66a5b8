import { mkdir, readdir, readFile, rm, rmdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { SourceError } from '@holdfast/contracts/sources';
import type { FileToPut, PutFilesResult } from '@holdfast/phones';
import { hashesOnPhone, hashOf } from './testing/backup-folder.js';
import { wholeIphone, type WholeIphone } from './testing/whole-iphone.js';

jest.setTimeout(30_000);

const FILES = 'AppDomainGroup-group.com.apple.FileProvider.LocalStorage/File Provider Storage/Holdfast';
const CAMERA = 'CameraRollDomain/Media/DCIM';
const SECONDS = 1_600_000_000n;

interface Given {
  readonly path: string | readonly Uint8Array[];
  readonly bytes: Uint8Array;
  readonly to?: 'camera' | 'files';
  readonly seconds?: bigint;
}

const namesIn = (path: Given['path']): readonly Uint8Array[] =>
  typeof path === 'string' ? path.split('/').map((name) => Buffer.from(name)) : path;
const text = (path: readonly Uint8Array[]): string =>
  path.map((name) => Buffer.from(name).toString('latin1')).join('/');

let whole: WholeIphone;
afterEach(() => whole.close());

/** Puts files on the phone; `read` may fail for one. */
async function put(
  given: readonly Given[],
  more: { folder?: string; onRead?: (path: string) => void; signal?: AbortSignal } = {},
): Promise<PutFilesResult> {
  const { folder = 'today', onRead } = more;
  const held = new Map(given.map(({ path, bytes }) => [text(namesIn(path)), bytes]));
  async function* files(): AsyncGenerator<FileToPut> {
    for (const { path, bytes, to = 'files', seconds = SECONDS } of given) {
      const mtimeNs = seconds * 1_000_000_000n + 5n;
      yield { path: namesIn(path), size: BigInt(bytes.length), mtimeNs, to };
    }
  }
  async function* read(path: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
    const bytes = held.get(text(path)) ?? Buffer.of();
    for (let at = 0; at < bytes.length; at += 50_000) {
      onRead?.(text(path));
      yield bytes.subarray(at, at + 50_000);
    }
  }
  const scratch = join(whole.root, '../put');
  await mkdir(scratch, { recursive: true });
  const session = await whole.open(more.signal);
  try {
    return await session.whole!.putFiles(
      { files: files(), folder, read },
      { scratch, reboot: false },
      more.signal,
    );
  } finally {
    await session.close();
    // Nothing stays on this computer.
    expect(await readdir(scratch)).toEqual([]);
    await rmdir(scratch);
  }
}

const photo = (number: number, length = 60_000): Buffer => Buffer.alloc(length, number);

describe('files that an iPhone never had', () => {
  it('are put beside its own, byte for byte, and nothing of it changes', async () => {
    whole = await wholeIphone();
    const before = await hashesOnPhone(whole.root);
    const result = await put([
      { path: 'DCIM/Camera/20200913_1.jpg', bytes: photo(1), to: 'camera' },
      { path: 'DCIM/Camera/20200913_2.heic', bytes: photo(2), to: 'camera' },
      { path: 'DCIM/Camera/20200913_2.mov', bytes: photo(3), to: 'camera', seconds: SECONDS + 9n },
      { path: 'Movies/old.mkv', bytes: photo(4), to: 'camera' },
      { path: 'Download/a/Été.pdf', bytes: photo(5) },
      { path: 'Download/empty.txt', bytes: Buffer.of() },
    ]);
    expect(result).toMatchObject({ files: 6, bytes: 300_000n, inFiles: 3, skipped: 0, failed: [] });
    expect(result.cameraFolders).toEqual(['900HFAST']);
    const after = await hashesOnPhone(whole.root);
    expect(after).toEqual({
      ...before,
      [`${CAMERA}/900HFAST/IMG_0001.JPG`]: hashOf(photo(1)),
      [`${CAMERA}/900HFAST/IMG_0002.HEIC`]: hashOf(photo(2)),
      [`${CAMERA}/900HFAST/IMG_0002.MOV`]: hashOf(photo(3)),
      [`${FILES}/today/Movies/old.mkv`]: hashOf(photo(4)),
      [`${FILES}/today/Download/a/Été.pdf`]: hashOf(photo(5)),
      [`${FILES}/today/Download/empty.txt`]: hashOf(''),
    });
    const { mtimeMs } = await stat(join(whole.root, 'DCIM/900HFAST/IMG_0002.MOV'));
    expect(mtimeMs).toBe(Number(SECONDS + 9n) * 1000);
    expect(whole.phone.faultStats.restores).toBe(1);
  });

  it('are skipped where the camera folder has them, and put anew where nobody can tell', async () => {
    whole = await wholeIphone();
    const pictures: Given[] = [1, 2, 3].map((number) => ({
      path: `DCIM/Camera/${number}.jpg`,
      bytes: photo(number, 70_000 + (number > 1 ? 1 : 0)),
      to: 'camera',
    }));
    expect(await put(pictures)).toMatchObject({ files: 3, skipped: 0 });
    const after = await hashesOnPhone(whole.root);
    expect(await put(pictures)).toMatchObject({ files: 0, skipped: 3, cameraFolders: [], failed: [] });
    expect(await hashesOnPhone(whole.root)).toEqual(after);
    // A phone that has nothing to take is not asked to start anew.
    expect(whole.phone.faultStats.restores).toBe(1);
    await rm(join(whole.root, 'DCIM/900HFAST/IMG_0002.JPG'));
    expect(await put(pictures)).toMatchObject({ files: 2, skipped: 1, cameraFolders: ['901HFAST'] });
  });

  it('of hostile names stay in the folder that was made for them', async () => {
    whole = await wholeIphone();
    const before = await hashesOnPhone(whole.root);
    const names = ['..', '.hidden', 'a\nb', 'x\u202egpj.exe', 'é', 'e\u0301', 'É', 'a:b', 'a_b', '\\', ' '];
    const result = await put([
      ...names.map((name, index): Given => ({
        path: [Buffer.from('d'), Buffer.from(name)],
        bytes: photo(index),
      })),
      { path: [Buffer.from([0xff, 0xfe]), Buffer.from('..'), Buffer.from('z')], bytes: photo(90) },
      { path: 'd', bytes: photo(91) },
      { path: `d/${'é'.repeat(300)}.pdf`, bytes: photo(92) },
      { path: Array.from({ length: 60 }, () => Buffer.from('a'.repeat(30))), bytes: photo(93) },
      { path: 'DCIM/../../x.jpg', bytes: photo(94), to: 'camera' },
    ]);
    expect(result.files).toBe(names.length + 4);
    expect(result.failed.map(({ reason }) => reason)).toEqual([
      'Its path is longer than an iPhone has room for.',
    ]);
    const after = await hashesOnPhone(whole.root);
    const added = Object.keys(after).filter((path) => !(path in before));
    expect(added).toHaveLength(names.length + 4);
    const inFiles = added.filter((path) => path.startsWith(`${FILES}/today/`));
    expect(added.length - inFiles.length).toBe(1);
    expect(
      inFiles.every((path) => path.split('/').every((name) => /^[^.\n\\:\u202e][^\n\\:\u202e]*$/.test(name))),
    ).toBe(true);
    expect(inFiles.map((path) => path.slice(FILES.length + 7))).toEqual(
      expect.arrayContaining([
        'd/_',
        'd/_hidden',
        'd/é',
        'd/é (2)',
        'd/É (3)',
        'd/a_b',
        'd/a_b (2)',
        'd (2)',
        '\ufffd\ufffd/_/z',
      ]),
    );
    for (const [path, hash] of Object.entries(before)) expect(after[path]).toBe(hash);
  });

  it('leave the phone whole when the cable is pulled, and come when it is back', async () => {
    whole = await wholeIphone();
    const before = await hashesOnPhone(whole.root);
    const given = [1, 2, 3, 4].map((number): Given => ({
      path: `${number}.jpg`,
      bytes: photo(number, 400_000),
      to: 'camera',
    }));
    const pull = (path: string): void => void (path === '3.jpg' && void whole.phone.unplug());
    await expect(put(given, { onRead: pull })).rejects.toMatchObject({ causeClass: 'unplugged' });
    const between = await hashesOnPhone(whole.root);
    const own = Object.fromEntries(Object.entries(between).filter(([path]) => path in before));
    expect(own).toEqual(before);
    const hashes = given.map(({ bytes }) => hashOf(bytes));
    const added = Object.entries(between).filter(([path]) => !(path in before));
    expect(added.length).toBeLessThan(4);
    expect(added.every(([, hash]) => hashes.includes(hash))).toBe(true);
    await whole.phone.plug();
    const { files, skipped } = await put(given);
    expect(files + skipped).toBe(4);
    expect(new Set(Object.values(await hashesOnPhone(whole.root)))).toEqual(
      new Set([...Object.values(before), ...hashes]),
    );
  });

  it('that cannot be read are told, and the others come', async () => {
    whole = await wholeIphone();
    const given = [1, 2, 3].map((number): Given => ({ path: `docs/${number}.pdf`, bytes: photo(number) }));
    const onRead = (path: string): void => {
      if (path === 'docs/2.pdf') throw new SourceError('unreadable', 'It is damaged.');
    };
    const result = await put(given, { onRead });
    expect(result).toMatchObject({ files: 2, failed: [{ reason: 'It is damaged.' }] });
    const after = await hashesOnPhone(whole.root);
    expect(after[`${FILES}/today/docs/3.pdf`]).toBe(hashOf(photo(3)));
    expect(`${FILES}/today/docs/2.pdf` in after).toBe(false);
    const ended = put(given, {
      onRead: () => {
        throw new SourceError('storage-unreachable', 'Gone.');
      },
    });
    await expect(ended).rejects.toMatchObject({ causeClass: 'storage-unreachable' });
  });

  it('do not come onto a phone that seals its backups, which it would forget', async () => {
    whole = await wholeIphone({ password: 'theirs' });
    await expect(put([{ path: 'a.pdf', bytes: photo(1) }])).rejects.toMatchObject({
      causeClass: 'unsupported',
    });
    expect(whole.phone.faultStats.restores).toBe(0);
  });

  it.each([['DCIM'], ['DCIM/100APPLE']])('do not come where the phone does not show %s', async (denied) => {
    whole = await wholeIphone({ faults: { denied: [denied] } });
    const putting = put([{ path: 'a.jpg', bytes: photo(1), to: 'camera' }]);
    await expect(putting).rejects.toMatchObject({ causeClass: 'permission-denied' });
    expect(whole.phone.faultStats.restores).toBe(0);
  });

  it('come onto a phone without a single picture, and beside folders of every number that is taken', async () => {
    whole = await wholeIphone();
    await rm(join(whole.root, 'DCIM'), { recursive: true });
    const picture: Given = { path: 'a.png', bytes: photo(1), to: 'camera' };
    expect(await put([picture])).toMatchObject({ cameraFolders: ['900HFAST'] });
    expect(await readFile(join(whole.root, 'DCIM/900HFAST/IMG_0001.PNG'))).toEqual(photo(1));
    for (let number = 901; number < 1000; number += 1) await mkdir(join(whole.root, `DCIM/${number}OTHER`));
    await writeFile(join(whole.root, 'DCIM/999OTHER/IMG_0001.PNG'), photo(2));
    await utimes(join(whole.root, 'DCIM/999OTHER/IMG_0001.PNG'), 5, 5);
    expect(await put([{ ...picture, bytes: photo(2), seconds: 6n }])).toMatchObject({
      cameraFolders: ['899HFAST'],
    });
  });
});
