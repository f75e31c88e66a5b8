import { describe, expect, it } from '@jest/globals';
import { SourceError, type CauseClass, type Category, type Entry, type LeftOut } from '@holdfast/contracts';
import type { Found, Lister, Path } from './lister.js';
import { walk } from './walk.js';

type Tree = Readonly<Record<string, readonly Found[] | CauseClass>>;

const named = (name: string | undefined, kind: Found['kind'] = 'file'): Found => ({
  name: name === undefined ? undefined : Buffer.from(name, 'latin1'),
  kind,
  size: 3n,
  mtimeNs: 1n,
  mode: 0o100644,
  ref: '',
});
const text = (path: Path): string => path.map((segment) => Buffer.from(segment).toString('latin1')).join('/');

function listerOf(tree: Tree, listed: string[] = []): Lister {
  return {
    async *list(folder) {
      listed.push(text(folder));
      const names = tree[text(folder)] ?? [];
      if (typeof names === 'string') throw new SourceError(names, 'fault');
      yield* names;
    },
    readLink: (link) => Promise.resolve(text(link) === 'blind' ? undefined : Buffer.from('target')),
  };
}

async function walked(
  lister: Lister,
  categories?: readonly Category[],
): Promise<{ entries: Entry[]; left: LeftOut[] }> {
  const left: LeftOut[] = [];
  const entries: Entry[] = [];
  const scope = categories === undefined ? {} : { categories };
  for await (const entry of walk(lister, scope, (one) => left.push(one))) entries.push(entry);
  return { entries, left };
}

const TREE: Tree = {
  '': [
    named('DCIM', 'directory'),
    named('Android', 'directory'),
    named('empty', 'directory'),
    named('a.txt'),
  ],
  DCIM: [named('Camera', 'directory'), named('.nomedia')],
  'DCIM/Camera': [named('1.jpg'), named('2.mp4')],
  Android: [named('data', 'directory')],
  'Android/data': 'permission-denied',
};

describe('walk', () => {
  it('keeps everything when everything is asked for, parents first, empty folders too', async () => {
    const { entries, left } = await walked(listerOf(TREE));
    const paths = entries.map((entry) => text(entry.path));
    expect(new Set(paths)).toEqual(
      new Set([
        'DCIM',
        'Android',
        'empty',
        'a.txt',
        'DCIM/Camera',
        'DCIM/.nomedia',
        'DCIM/Camera/1.jpg',
        'DCIM/Camera/2.mp4',
        'Android/data',
      ]),
    );
    paths.forEach((path, at) => {
      const parent = path.split('/').slice(0, -1).join('/');
      if (parent !== '') expect(paths.indexOf(parent)).toBeLessThan(at);
    });
    expect(left.map((one) => [text(one.path), one.category, one.cause])).toEqual([
      ['Android/data', 'app-data', 'permission-denied'],
    ]);
  });

  it('keeps only what is asked for and the folders above it, and does not list what cannot hold it', async () => {
    const listed: string[] = [];
    const { entries, left } = await walked(listerOf(TREE, listed), ['videos']);
    expect(entries.map((entry) => text(entry.path))).toEqual(['DCIM', 'DCIM/Camera', 'DCIM/Camera/2.mp4']);
    expect(listed).not.toContain('Android');
    expect(left).toEqual([]);
  });

  it('refuses names that are no names, and a name told twice, without repeating them', async () => {
    const names = ['', '.', '..', 'a/b', 'a\0b', 'x'.repeat(4097), undefined, 'ok.txt', 'ok.txt'];
    const { entries, left } = await walked(listerOf({ '': names.map((name) => named(name)) }));
    expect(entries.map((entry) => text(entry.path))).toEqual(['ok.txt']);
    expect(left).toHaveLength(8);
    expect(left.every((one) => one.cause === 'name-refused' && one.path.length === 0)).toBe(true);
  });

  it('never descends into a refused name', async () => {
    const listed: string[] = [];
    await walked(listerOf({ '': [named('..', 'directory'), named('a/b', 'directory')] }, listed));
    expect(listed).toEqual(['']);
  });

  it('records links with their target, and tells of those it cannot read', async () => {
    const { entries, left } = await walked(
      listerOf({ '': [named('link', 'symlink'), named('blind', 'symlink')] }),
    );
    expect(entries.map((entry) => Buffer.from(entry.linkTarget ?? []).toString())).toEqual(['target']);
    expect(left.map((one) => one.cause)).toEqual(['unreadable']);
  });

  it('goes on past a folder that fails and ends with a phone that is gone', async () => {
    const tree = {
      '': [named('a', 'directory'), named('b', 'directory')],
      a: 'vanished',
      b: [named('c')],
    } as const;
    const { entries, left } = await walked(listerOf(tree));
    expect(entries.map((entry) => text(entry.path))).toContain('b/c');
    expect(left.map((one) => one.cause)).toEqual(['vanished']);
    await expect(walked(listerOf({ ...tree, b: 'unplugged' }))).rejects.toMatchObject({
      causeClass: 'unplugged',
    });
    await expect(walked(listerOf({ '': 'permission-denied' }))).rejects.toMatchObject({
      causeClass: 'permission-denied',
    });
  });

  it('takes a depth of 3,000 folders without a stack', async () => {
    const lister: Lister = {
      async *list(folder) {
        yield folder.length < 3000 ? named('d', 'directory') : named('end.txt');
      },
      readLink: () => Promise.resolve(undefined),
    };
    const { entries } = await walked(lister, ['documents']);
    expect(entries).toHaveLength(3001);
    expect(entries.at(-1)?.path).toHaveLength(3001);
  });

  it('stops when told to', async () => {
    const signal = AbortSignal.abort();
    const entries = walk(listerOf(TREE), { signal }, () => undefined);
    await expect(entries.next()).rejects.toMatchObject({ causeClass: 'cancelled' });
  });
});
