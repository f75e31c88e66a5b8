import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PlistError } from './plist-error.js';
import type { PlistValue } from './plist-value.js';
import { readPlist } from './read-plist.js';
import { anyPlist, comparable } from './testing/any-plist.js';
import { writeBinaryPlist } from './write-binary-plist.js';
import { writeXmlPlist } from './write-xml-plist.js';

function readOrRefused(bytes: Uint8Array): PlistValue | undefined {
  try {
    return readPlist(bytes, { values: 10_000 });
  } catch (error) {
    expect(error).toBeInstanceOf(PlistError);
    return undefined;
  }
}

describe('property lists of any values', () => {
  it('come back from XML as they were', () => {
    fc.assert(
      fc.property(anyPlist({ forXml: true }), (value) => {
        expect(comparable(readPlist(writeXmlPlist(value)))).toEqual(comparable(value));
      }),
    );
  });

  it('come back from binary as they were', () => {
    fc.assert(
      fc.property(anyPlist({ forXml: false }), (value) => {
        expect(comparable(readPlist(writeBinaryPlist(value)))).toEqual(comparable(value));
      }),
    );
  });

  it.each([
    ['binary', writeBinaryPlist],
    ['XML', writeXmlPlist],
  ])('are read or refused, whatever is done to their bytes in %s', (_, write) => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    const changes = fc.array(change, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(anyPlist({ forXml: true }), changes, fc.nat(), (value, spoil, cut) => {
        const bytes = Buffer.from(write(value));
        for (const [at, byte] of spoil) bytes[at % bytes.length] = byte;
        // What was read at all can be written and read again.
        const read = readOrRefused(bytes);
        if (read !== undefined)
          expect(comparable(readPlist(writeBinaryPlist(read)))).toEqual(comparable(read));
        readOrRefused(bytes.subarray(0, cut % bytes.length));
      }),
    );
  });

  it('are read or refused, whatever stands between a head and a trailer', () => {
    const size = fc.integer({ min: 1, max: 2 });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 400 }), size, size, (body, offset, reference) => {
        const count = Math.floor(body.length / 2 / offset);
        const trailer = Buffer.alloc(32);
        trailer.set([offset, reference], 6);
        trailer.writeBigUInt64BE(BigInt(count), 8);
        trailer.writeBigUInt64BE(BigInt(8 + body.length - count * offset), 24);
        readOrRefused(Buffer.concat([Buffer.from('bplist00'), body, trailer]));
      }),
    );
  });
});
