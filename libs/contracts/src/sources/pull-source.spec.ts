import { describe, expect, it } from '@jest/globals';
import type { Entry, LeftOut } from './entry.js';
import type { PullSource, Scope } from './pull-source.js';
import { scanViolations } from './scan-violations.js';
import { SourceError } from './source-error.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const entry = (path: string, kind: Entry['kind'] = 'file', more: Partial<Entry> = {}): Entry => ({
  path: path === '' ? [] : path.split('/').map(bytes),
  kind,
  size: 3n,
  mtimeNs: 0n,
  category: 'photos',
  ref: path,
  ...more,
});

/** The smallest phone: two photos, a folder that refuses, a file that is gone when it is opened. */
class PocketPhone implements PullSource {
  async *scan(scope: Scope, leftOut: (left: LeftOut) => void): AsyncIterable<Entry> {
    yield entry('DCIM', 'directory', { size: 0n });
    if (!scope.categories || scope.categories.includes('photos')) yield entry('DCIM/a.jpg');
    leftOut({ path: [bytes('secret')], category: 'other', cause: 'permission-denied' });
    yield entry('DCIM/gone.jpg');
  }
  async *open(of: Entry): AsyncIterable<Uint8Array> {
    if (of.ref === 'DCIM/gone.jpg') throw new SourceError('vanished', 'The file is no longer on the phone.');
    yield bytes('abc');
  }
  async close(): Promise<void> {}
}

describe('the pull port', () => {
  it('scans past what is refused, and says what was left out and why', async () => {
    const left: LeftOut[] = [];
    const phone = new PocketPhone();
    expect(await scanViolations(phone.scan({}, (one) => left.push(one)))).toEqual([]);
    expect(left).toEqual([{ path: [bytes('secret')], category: 'other', cause: 'permission-denied' }]);
  });

  it('streams a file, and a vanished one ends with a cause class that concerns that file only', async () => {
    const phone = new PocketPhone();
    const read: Uint8Array[] = [];
    for await (const part of phone.open(entry('DCIM/a.jpg'))) read.push(part);
    expect(read).toEqual([bytes('abc')]);
    const gone = phone.open(entry('DCIM/gone.jpg'))[Symbol.asyncIterator]();
    await expect(gone.next()).rejects.toMatchObject({ causeClass: 'vanished' });
  });
});

describe('scanViolations', () => {
  const scanned = async (...entries: Entry[]) =>
    scanViolations(
      (async function* () {
        yield* entries;
      })(),
    );

  it.each([
    ['a child before its folder', [entry('a/b')], 'came before its folder'],
    ['a path twice', [entry('a'), entry('a')], 'yielded twice'],
    ['a way out', [entry('a', 'directory'), entry('a/..')], 'a name that is not one'],
    ['a file as a folder', [entry('a'), entry('a/b')], 'not a folder'],
    ['a negative size', [entry('a', 'file', { size: -1n })], 'negative size'],
    ['a folder with bytes', [entry('a', 'directory', { localPath: '/a' })], 'only a file'],
    ['an unknown category', [entry('a', 'file', { category: 'selfies' as never })], 'unknown category'],
  ])('finds %s', async (_what, entries, sentence) => {
    expect((await scanned(...entries)).join()).toContain(sentence);
  });

  it('finds a NUL, a slash and an empty name', async () => {
    for (const name of ['a\0b', 'a/b', '']) {
      expect((await scanned({ ...entry('x'), path: [bytes(name)] })).join()).toContain(
        'a name that is not one',
      );
    }
  });
});
