import { describe, expect, it } from '@jest/globals';
import type { Entry } from '@holdfast/contracts';
import { NOTHING, S_IFLNK, S_IFREG, type FileStat } from '../codecs/sync-record.js';
import { asItIsNow, refOf } from './as-it-is-now.js';

const FILE: FileStat = { ...NOTHING, mode: S_IFREG | 0o660, size: 5n, mtime: 100n, dev: 3n, ino: 7n };
const ENTRY: Entry = {
  path: [Buffer.from('DCIM'), Buffer.from('a.jpg')],
  kind: 'file',
  size: 5n,
  mtimeNs: 100_000_000_000n,
  category: 'photos',
  ref: refOf(FILE),
};

describe('a file that is looked at again', () => {
  it('is as it was', () => {
    expect(asItIsNow(ENTRY, FILE)).toBeUndefined();
  });

  it.each([
    ['size', { size: 6n }, { size: 6n }],
    ['time', { mtime: 101n }, { mtimeNs: 101_000_000_000n }],
    ['place', { ino: 8n }, { ref: '3.8' }],
  ])('has another %s', (_, change, told) => {
    expect(asItIsNow(ENTRY, { ...FILE, ...change })).toEqual({ ...ENTRY, ...told });
  });

  it('is none any more: what was read of it stays', () => {
    expect(asItIsNow(ENTRY, { ...FILE, mode: S_IFLNK | 0o777 })).toBeUndefined();
    expect(asItIsNow(ENTRY, { ...NOTHING, error: 2 })).toBeUndefined();
  });

  it('has a time beyond what a snapshot holds: no change', () => {
    expect(asItIsNow({ ...ENTRY, mtimeNs: 2n ** 63n - 1n }, { ...FILE, mtime: 2n ** 62n })).toBeUndefined();
  });
});
