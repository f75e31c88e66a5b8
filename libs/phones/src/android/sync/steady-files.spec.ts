import { describe, expect, it } from '@jest/globals';
import type { Entry } from '@holdfast/contracts';
import { NOTHING, S_IFLNK, S_IFREG, type FileStat } from '../../codecs/sync-record.js';
import { refOf, SteadyFiles } from './steady-files.js';

const FILE: FileStat = { ...NOTHING, mode: S_IFREG | 0o660, size: 5n, mtime: 100n, dev: 3n, ino: 7n };
const ENTRY: Entry = {
  path: [Buffer.from('DCIM'), Buffer.from('a.jpg')],
  kind: 'file',
  size: 5n,
  mtimeNs: 100_000_000_000n,
  category: 'photos',
  ref: refOf(FILE),
};

describe('whether a file stood still', () => {
  it('it did when it is as the scan saw it', () => {
    expect(() => new SteadyFiles().check(ENTRY, FILE)).not.toThrow();
  });

  it.each([
    ['size', { size: 6n }],
    ['time', { mtime: 101n }],
    ['place', { ino: 8n }],
  ])('it did not when its %s is another, and the second reading is held against that', (_, change) => {
    const files = new SteadyFiles();
    const changed = { ...FILE, ...change };
    expect(() => files.check(ENTRY, changed)).toThrow(
      expect.objectContaining({ causeClass: 'changed-while-read' }),
    );
    expect(() => files.check(ENTRY, changed)).not.toThrow();
    expect(() => files.check(ENTRY, changed)).toThrow();
    expect(() => files.check(ENTRY, { ...changed, size: 77n })).toThrow();
  });

  it('what is a link by now is no such file', () => {
    const link = { ...FILE, mode: S_IFLNK | 0o777 };
    expect(() => new SteadyFiles().check(ENTRY, link)).toThrow(
      expect.objectContaining({ causeClass: 'vanished' }),
    );
  });

  it('times beyond what a snapshot holds are no change', () => {
    const far = { ...FILE, mtime: 2n ** 62n };
    const entry = { ...ENTRY, mtimeNs: 2n ** 63n - 1n };
    expect(() => new SteadyFiles().check(entry, far)).not.toThrow();
  });
});
