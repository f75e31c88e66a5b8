import { describe, expect, it } from '@jest/globals';
import { PlistError } from './plist-error.js';
import { isDict, numberOf } from './plist-fields.js';
import { PlistReal, PlistUid, type PlistValue } from './plist-value.js';
import { readPlist } from './read-plist.js';
import { writeBinaryPlist } from './write-binary-plist.js';
import { writeXmlPlist } from './write-xml-plist.js';

const everything: PlistValue = {
  text: 'ASCII',
  wide: 'naïve 😀 \u{1F469}\u200D\u{1F4BB}',
  markup: '<a href="x">&amp;\r\n\t</a>',
  yes: true,
  no: false,
  integers: [0, 1, 255, 256, 65_535, 65_536, 2 ** 31, 2 ** 32, 2 ** 53 - 1, -1, -(2 ** 31)],
  wideIntegers: [2n ** 62n, -(2n ** 63n), 2n ** 63n, 2n ** 64n - 1n],
  reals: [new PlistReal(2), new PlistReal(-0.5), new PlistReal(Infinity), new PlistReal(1e300)],
  date: new Date('2026-11-27T04:00:00Z'),
  old: new Date('1969-07-20T20:17:40Z'),
  data: Uint8Array.from({ length: 300 }, (_, i) => i % 256),
  nothing: new Uint8Array(0),
  empty: { list: [], dictionary: {} },
  many: Array.from({ length: 300 }, (_, i) => `number ${i}`),
  ['__proto__' as string]: 'harmless',
};
const plain = (value: PlistValue): unknown =>
  Array.isArray(value)
    ? value.map(plain)
    : isDict(value)
      ? Object.entries(value).map(([key, member]) => [key, plain(member)])
      : value;

describe('property lists', () => {
  it.each([
    ['XML', writeXmlPlist],
    ['binary', writeBinaryPlist],
  ])('come back from %s as they were', (_, write) => {
    expect(plain(readPlist(write(everything)))).toEqual(plain(everything));
  });

  it('keep references of archives in binary, and have no XML for them', () => {
    const archive = { $top: { root: new PlistUid(1) }, $objects: ['$null', new PlistUid(70_000)] };
    expect(plain(readPlist(writeBinaryPlist(archive)))).toEqual(plain(archive));
    expect(() => writeXmlPlist(archive)).toThrow(PlistError);
  });

  it('reads integers as CoreFoundation and libplist write them', () => {
    const one = (object: string): PlistValue => readPlist(list(Buffer.from(object, 'hex')));
    expect(one('10ff')).toBe(255);
    expect(one('12ffffffff')).toBe(4_294_967_295);
    expect(one('13fffffffffffffff3')).toBe(-13);
    // A status that libplist writes as sixteen bytes without a sign: -13 in 64 bits.
    expect(one('140000000000000000fffffffffffffff3')).toBe(18_446_744_073_709_551_603n);
    expect(one('14fffffffffffffffffffffffffffffff3')).toBe(-13);
    expect(numberOf(one('2240000000'))).toBe(2);
  });

  it('reads what Apple’s own programs write', () => {
    const xml = `\ufeff<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- a remark --><plist version="1.0"><dict>
<key>a &amp; b</key><string>1 &lt; 2 &#x41;&#66;<![CDATA[ <raw> & ]]></string>
<key/><string/> <key>d</key><data>
\tAAEC
\tAwQ=
</data><key>n</key><integer> -42 </integer><key>h</key><integer>0xff</integer><key>r</key><real>1.5E3</real>
</dict></plist>\n\0`;
    expect(plain(readPlist(Buffer.from(xml)))).toEqual([
      ['a & b', '1 < 2 AB <raw> & '],
      ['', ''],
      ['d', Uint8Array.of(0, 1, 2, 3, 4)],
      ['n', -42],
      ['h', 255],
      ['r', new PlistReal(1500)],
    ]);
  });

  it.each([
    ['nothing', ''],
    ['a text', 'hello'],
    ['an entity of its own', '<!DOCTYPE plist [<!ENTITY a "b">]><plist><string>&a;</string></plist>'],
    ['an entity nobody knows', '<plist><string>&nbsp;</string></plist>'],
    ['two lists', '<plist><true/></plist><plist><true/></plist>'],
    ['a key without a value', '<plist><dict><key>a</key></dict></plist>'],
    ['a value without a key', '<plist><dict><true/></dict></plist>'],
    ['an end of another', '<plist><array><true/></dict></plist>'],
    ['no end', '<plist><array><true/>'],
    ['an unknown element', '<plist><script>1</script></plist>'],
    ['letters as an integer', '<plist><integer>12a</integer></plist>'],
    ['half of base64', '<plist><data>AAA</data></plist>'],
    ['no moment', '<plist><date>2026-13-01T00:00:00Z</date></plist>'],
    ['depth', `<plist>${'<array>'.repeat(200)}${'</array>'.repeat(200)}</plist>`],
  ])('refuses %s in XML', (_, text) => {
    expect(() => readPlist(Buffer.from(text))).toThrow(PlistError);
  });

  it('refuses lists that hold themselves, that multiply, and that lie beyond the file', () => {
    // An array whose one member is itself.
    expect(() => readPlist(list(Buffer.from('a100', 'hex')))).toThrow('holds itself');
    // Thirty arrays of two, each naming the next twice: 2^30 values in 150 bytes.
    const doubling = Array.from({ length: 30 }, (_, i) => Buffer.of(0xa2, i + 1, i + 1));
    expect(() => readPlist(list(...doubling, Buffer.of(0x09)))).toThrow('too many values');
    const deep = Array.from({ length: 200 }, (_, i) => Buffer.of(0xa1, i + 1));
    expect(() => readPlist(list(...deep, Buffer.of(0x09)))).toThrow('too deep');
    expect(() => readPlist(list(Buffer.from('4f13ffffffffffffffff', 'hex')))).toThrow(PlistError);
    expect(() => readPlist(list(Buffer.from('af12ffffffff', 'hex')))).toThrow(PlistError);
    expect(() => readPlist(list(Buffer.from('a1ff', 'hex')))).toThrow(PlistError);
    expect(() => readPlist(list(Buffer.from('d1000000', 'hex')))).toThrow(PlistError);
  });

  it('takes no more memory for what is named often than for what is named once', () => {
    const data = Buffer.concat([Buffer.from('4f12000f4240', 'hex'), Buffer.alloc(1_000_000, 1)]);
    const names = Buffer.concat([Buffer.from('af111000', 'hex'), Buffer.alloc(4096, 1)]);
    const read = readPlist(list(names, data)) as readonly Uint8Array[];
    expect(read).toHaveLength(4096);
    expect(new Set(read.map((one) => one.buffer)).size).toBe(1);
    // Data within data, each a step shorter: half a megabyte of it for each eight bytes.
    const nested = Array.from({ length: 200 }, () => Buffer.from('4f11064000000000', 'hex'));
    const all = Buffer.concat([Buffer.of(0xaf, 0x10, 200), Buffer.from(nested.map((_, i) => i + 1))]);
    expect(() => readPlist(list(all, ...nested, Buffer.alloc(1600)))).toThrow(PlistError);
  });

  it('counts the members of a list before it takes memory for them', () => {
    // Each array names four thousand others in the very same bytes.
    const names = Buffer.concat([Buffer.from('af111000', 'hex'), Buffer.alloc(4096, 1)]);
    expect(() => readPlist(list(names, names), { values: 8192 })).toThrow('too many values');
  });

  it('reads texts and remarks of any length', () => {
    const long = 'x'.repeat(10_000_000);
    const xml = `<!--${long}--><plist><string><!--${long}--><![CDATA[${long}]]></string></plist>`;
    expect(readPlist(Buffer.from(xml))).toBe(long);
  });

  it('holds no date that is none', () => {
    for (const double of ['7fefffffffffffff', '7ff8000000000000', 'fff0000000000000'])
      expect(() => readPlist(list(Buffer.from(`33${double}`, 'hex')))).toThrow(PlistError);
    for (const date of [new Date(Number.NaN), new Date('+012026-01-01T00:00:00Z')])
      expect(() => writeXmlPlist(date)).toThrow(PlistError);
    const moment = new Date('1970-01-01T00:00:00.027Z');
    expect(readPlist(writeBinaryPlist(moment))).toEqual(moment);
  });

  it('never does anything but read or refuse, whichever byte is spoiled', () => {
    const good = Buffer.from(writeBinaryPlist(everything));
    for (let at = 0; at < good.length; at += 1) {
      for (const value of [at % 2 === 0 ? 0xff : good[at]! ^ 0x10]) {
        const spoiled = Buffer.from(good);
        spoiled[at] = value;
        expectReadOrRefused(spoiled);
      }
      expectReadOrRefused(good.subarray(0, at));
    }
  });

  it('takes no key for more than a key', () => {
    const read = readPlist(writeBinaryPlist({ ['__proto__' as string]: { polluted: true }, constructor: 1 }));
    expect(Object.getPrototypeOf(read)).toBeNull();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

function expectReadOrRefused(bytes: Buffer): void {
  try {
    readPlist(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(PlistError);
  }
}

/** A binary list of these objects, of which the first is the value. */
function list(...objects: Buffer[]): Buffer {
  const head = Buffer.from('bplist00');
  const offsets: number[] = [];
  let at = head.length;
  for (const { length } of objects) {
    offsets.push(at);
    at += length;
  }
  const table = Buffer.alloc(offsets.length * 2);
  offsets.forEach((offset, i) => table.writeUInt16BE(offset, i * 2));
  const trailer = Buffer.alloc(32);
  trailer.writeUInt8(2, 6);
  trailer.writeUInt8(1, 7);
  trailer.writeBigUInt64BE(BigInt(objects.length), 8);
  trailer.writeBigUInt64BE(BigInt(at), 24);
  return Buffer.concat([head, ...objects, table, trailer]);
}
