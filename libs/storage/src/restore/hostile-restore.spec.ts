import { afterAll, describe, expect, it } from '@jest/globals';
import type { Entry, PullSource } from '@holdfast/contracts';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRepository, folderLocation, newKeyPair } from '../index.js';
import { pathText } from '../path-text.js';
import { scratch } from '../testing/scratch.js';
import { holdableName } from './holdable-name.js';
import { isSafeLink } from './safe-link.js';

const bytes = (text: string): Buffer => Buffer.from(text);
const facts = {
  mtimeNs: 1_700_000_000_000_000_000n,
  mode: 0o644,
  category: 'other',
  ref: 'content',
} as const;
const file = (path: Uint8Array[], more: Partial<Entry> = {}): Entry => ({
  path,
  kind: 'file',
  size: 7n,
  ...facts,
  ...more,
});
const link = (name: string, target: string): Entry => ({
  ...file([bytes(name)]),
  kind: 'symlink',
  linkTarget: bytes(target),
});

function sourceOf(entries: () => Iterable<Entry>, content = 'content'): PullSource {
  return {
    async *scan() {
      yield* entries();
    },
    async *open() {
      yield bytes(content);
    },
    close: async () => {},
  };
}

describe('a hostile phone', () => {
  const folder = scratch();
  afterAll(folder.remove);
  let made = 0;

  async function backedUp(source: PullSource, sourceName = 'android:s') {
    const here = folder.in(String(made++));
    const pair = newKeyPair();
    const repository = await createRepository({
      location: folderLocation(`${here}/stored`),
      workFolder: `${here}/work`,
      recipients: [{ kind: 'key', name: 'a', publicKey: pair.publicKey }],
      unlock: { kind: 'key', privateKey: pair.privateKey },
    });
    const request = {
      source,
      scope: {},
      phone: 'p',
      sourceName,
      now: () => new Date(1_700_000_000_000),
    };
    return { repository, here, request, result: await repository.backup(request) };
  }

  it('cannot name its way out: such names are left out and told', async () => {
    const names = ['..', '.', '', 'a/b', 'a\0b', '/etc'].map(bytes);
    const entries = [
      ...names.map((name) => file([name])),
      file([bytes('..'), bytes('x')]),
      file([bytes('good')]),
    ];
    const { result, repository } = await backedUp(sourceOf(() => entries));
    expect(result.files).toBe(1);
    expect(result.leftOut.map(({ cause }) => cause)).toEqual(Array.from({ length: 7 }, () => 'name-refused'));
    await repository.close();
  });

  it('cannot lead a restore through links, its own or those that stand in the target', async () => {
    const entries = [
      link('up', '../outside'),
      link('absolute', '/etc/passwd'),
      link('fine', 'good'),
      file([bytes('good')], { mode: 0o4755 }),
      { ...file([bytes('sub')]), kind: 'directory' as const },
      file([bytes('sub'), bytes('inner')]),
    ];
    const { repository, here, result } = await backedUp(sourceOf(() => entries));
    const target = `${here}/target`;
    mkdirSync(`${here}/outside`);
    mkdirSync(target);
    symlinkSync('../outside', `${target}/sub`);
    const restored = await repository.restore({ snapshotId: result.snapshotId, target });
    expect(restored.failed.map(({ path }) => pathText(path)).sort()).toEqual(['absolute', 'sub', 'up']);
    expect(readdirSync(`${here}/outside`)).toEqual([]);
    expect(readFileSync(`${target}/fine`, 'utf8')).toBe('content');
    expect(lstatSync(`${target}/good`).mode & 0o7777).toBe(0o755);
    await repository.close();
  });

  it('gets its links back as they stood where the source was a folder of this person, and nothing goes through them', async () => {
    const entries = [
      link('absolute', '/etc/passwd'),
      link('up', '../outside'),
      { ...file([bytes('sub')]), kind: 'directory' as const },
      file([bytes('sub'), bytes('inner')]),
    ];
    const { repository, here, result } = await backedUp(
      sourceOf(() => entries),
      'folder:/home/p',
    );
    mkdirSync(`${here}/outside`);
    const target = `${here}/target`;
    const restored = await repository.restore({ snapshotId: result.snapshotId, target });
    expect(restored.failed).toEqual([]);
    expect(readlinkSync(`${target}/absolute`)).toBe('/etc/passwd');
    expect(readlinkSync(`${target}/up`)).toBe('../outside');
    expect(readdirSync(`${here}/outside`)).toEqual([]);
    await repository.close();
  });

  it('may lie about sizes: what was read is what is kept', async () => {
    const entries = [file([bytes('zero')], { size: 0n }), file([bytes('huge')], { size: 2n ** 62n })];
    const { repository, here, result } = await backedUp(sourceOf(() => entries, 'x'.repeat(100_000)));
    expect(result.bytes).toBe(200_000n);
    await repository.restore({ snapshotId: result.snapshotId, target: `${here}/target` });
    expect(lstatSync(`${here}/target/huge`).size).toBe(100_000);
    await repository.close();
  });

  it('may be a thousand folders deep, with names longer than a disk holds', async () => {
    const deep = Array.from({ length: 1000 }, (_, i) => bytes(`folder-${i}`));
    const long = bytes('n'.repeat(4096));
    const { repository, here, result } = await backedUp(
      sourceOf(() => [file([...deep, bytes('end')]), file([long])]),
    );
    const restored = await repository.restore({ snapshotId: result.snapshotId, target: `${here}/target` });
    expect(restored).toMatchObject({ files: 2, failed: [] });
    expect(restored.renamed).toHaveLength(1);
    const again = await repository.restore({ snapshotId: result.snapshotId, target: `${here}/target` });
    expect(again).toMatchObject({ files: 0, skipped: 2 });
    expect((await repository.verify({ readData: true })).damage).toEqual([]);
    await repository.close();
  }, 60_000);

  it('never replaces what stands in the target, unless asked to', async () => {
    const { repository, here, result } = await backedUp(sourceOf(() => [file([bytes('good')])]));
    const target = `${here}/target`;
    mkdirSync(target);
    writeFileSync(`${target}/good`, 'precious');
    const restore = (overwrite: boolean) =>
      repository.restore({ snapshotId: result.snapshotId, target, overwrite });
    await expect(restore(false)).rejects.toMatchObject({ code: 'target-exists' });
    expect(readFileSync(`${target}/good`, 'utf8')).toBe('precious');
    await restore(true);
    expect(readFileSync(`${target}/good`, 'utf8')).toBe('content');
    expect(readdirSync(target)).toEqual(['good']);
    expect(existsSync(`${here}/outside`)).toBe(false);
    await repository.close();
  });

  it('gets its names changed where a computer cannot hold them', () => {
    const held = (name: string) => holdableName(bytes(name), 'win32')?.toString();
    expect(['a:b', 'CON.txt', 'end. ', 'ok'].map(held)).toEqual(['a%3Ab', '_CON.txt', 'end%2E%20', 'ok']);
    expect(['.', '..', '', 'a/b', 'a\0'].map(held)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(['x', 'a/../x', '../x', '/x', 'a/../../x'].map((target) => isSafeLink(bytes(target), 0))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});
