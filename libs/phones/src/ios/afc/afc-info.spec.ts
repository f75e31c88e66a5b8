import { describe, expect, it } from '@jest/globals';
import { afcInfoOf, splitNames } from './afc-info.js';

const told = (...texts: string[]) => afcInfoOf(Buffer.from(texts.map((text) => `${text}\0`).join('')));

describe('what AFC tells of a path', () => {
  it('is read', () => {
    expect(
      told('st_size', '12', 'st_ifmt', 'S_IFREG', 'st_mtime', '1700000000123456789', 'st_birthtime', '36'),
    ).toEqual({
      kind: 'file',
      size: 12n,
      mtimeNs: 1_700_000_000_123_456_789n,
      birth: '10',
      linkTarget: undefined,
    });
    expect(told('st_ifmt', 'S_IFLNK', 'LinkTarget', '../x')).toMatchObject({
      kind: 'symlink',
      linkTarget: Buffer.from('../x'),
    });
  });

  it.each([
    [['st_size', '99999999999999999999'], { size: 2n ** 63n - 1n }],
    [['st_size', '9'.repeat(1000)], { size: 0n }],
    [['st_size', '0x10', 'st_mtime', 'now'], { size: 0n, mtimeNs: 0n }],
    [['st_mtime', '-5'], { mtimeNs: -5n }],
    [['st_ifmt', 'S_IFBLK'], { kind: 'other' }],
    [['LinkTarget', 'x'.repeat(5000)], { linkTarget: undefined }],
    [['st_size'], { size: 0n, kind: 'other' }],
    [[], { size: 0n, kind: 'other' }],
  ])('is hostile until it is read: %j', (texts, info) => expect(told(...texts)).toMatchObject(info));

  it('is a list of names each with a NUL behind it, the last perhaps without', () => {
    expect([...splitNames(Buffer.from('a\0\0b'))].map(String)).toEqual(['a', '', 'b']);
    expect([...splitNames(Buffer.alloc(0))]).toEqual([]);
  });
});
