import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { PlistReal, PlistUid, type PlistValue } from './plist-value.js';
import { readPlist } from './read-plist.js';
import { comparable } from './testing/any-plist.js';
import { writeBinaryPlist } from './write-binary-plist.js';
import { writeXmlPlist } from './write-xml-plist.js';

/** Debian's `plistutil` (libplist) reads a list and writes it in the other form. */
function throughPlistutil(bytes: Uint8Array, format: 'bin' | 'xml'): Buffer {
  const { status, stdout, stderr } = spawnSync('plistutil', ['-i', '-', '-o', '-', '-f', format], {
    input: bytes,
    maxBuffer: 16 << 20,
  });
  expect([status, stderr.toString()]).toEqual([0, '']);
  return stdout;
}

const value: PlistValue = {
  text: 'ASCII & <markup> "quoted"',
  wide: 'naïve 😀',
  yes: true,
  no: false,
  integers: [0, 1, 255, 256, 65_535, 65_536, 2 ** 31, 2 ** 32, 2 ** 53 - 1],
  below: [-1, -13, -(2 ** 31), -(2n ** 63n)],
  above: [2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n],
  reals: [new PlistReal(2), new PlistReal(2.1), new PlistReal(-0.5), new PlistReal(1e20)],
  date: new Date('2026-11-27T04:00:00Z'),
  old: new Date('1995-07-20T20:17:40Z'),
  data: Uint8Array.from({ length: 300 }, (_, i) => i % 256),
  nothing: new Uint8Array(0),
  empty: { list: [], dictionary: {}, text: '' },
  many: Array.from({ length: 300 }, (_, i) => `number ${i}`),
};

describe('plistutil of libplist', () => {
  it('reads our binary lists, and we its XML', () => {
    const back = readPlist(throughPlistutil(writeBinaryPlist(value), 'xml'));
    expect(new Map(Object.entries(comparableByKey(back)))).toEqual(
      new Map(Object.entries(comparableByKey(value))),
    );
  });

  it('reads our XML, and we its binary lists', () => {
    const back = readPlist(throughPlistutil(writeXmlPlist(value), 'bin'));
    expect(comparableByKey(back)).toEqual(comparableByKey(value));
  });

  it('gives our binary lists back as they were, references of archives too', () => {
    const archive: PlistValue = {
      $top: { root: new PlistUid(1) },
      $objects: ['$null', new PlistUid(70_000)],
    };
    const back = readPlist(throughPlistutil(writeBinaryPlist({ ...value, archive }), 'bin'));
    expect(comparableByKey(back)).toEqual(comparableByKey({ ...value, archive }));
  });
});

function comparableByKey(list: PlistValue): Record<string, unknown> {
  return Object.fromEntries(comparable(list) as [string, unknown][]);
}
