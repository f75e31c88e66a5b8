import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attributedText } from './typed-stream.js';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const HEAD = latin('\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@');

/** What programs that read messages show of a plain attributed string, with its length before it. */
function plain(text: string, length: Buffer): Buffer {
  const before = latin(
    '\x84\x84\x84\x12NSAttributedString\x00\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84\x08NSString\x01\x94\x84\x01+',
  );
  return Buffer.concat([
    HEAD,
    before,
    length,
    Buffer.from(text),
    latin('\x86\x84\x02iI\x01\x04\x92\x84\x84\x84\x0cNSDictionary\x00'),
  ]);
}

/** The same as a mutable one, with more classes. */
function mutable(text: string): Buffer {
  const before = latin(
    '\x84\x84\x84\x19NSMutableAttributedString\x00\x84\x84\x12NSAttributedString\x00\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84\x0fNSMutableString\x01\x84\x84\x08NSString\x01\x95\x84\x01+',
  );
  const bytes = Buffer.from(text);
  return Buffer.concat([HEAD, before, Buffer.from([bytes.length]), bytes, latin('\x86\x86')]);
}

describe('the text of an archived message', () => {
  it('is read with a length of one, two and four bytes', () => {
    expect(attributedText(plain('Hi 👋', Buffer.from([7])))).toBe('Hi 👋');
    const long = 'ä'.repeat(400);
    expect(attributedText(plain(long, Buffer.from([0x81, 0x20, 0x03])))).toBe(long);
    const longer = 'x'.repeat(70_000);
    expect(attributedText(plain(longer, Buffer.from([0x82, 0x70, 0x11, 0x01, 0x00])))).toBe(longer);
  });

  it('is read of a mutable string', () => {
    expect(attributedText(mutable('streamtyped NSString +'))).toBe('streamtyped NSString +');
  });

  it('is none of what ends too soon, of another object or of another format', () => {
    const whole = mutable('Hello');
    for (let length = 0; length < whole.length - 1; length += 1) {
      expect(attributedText(whole.subarray(0, length))).toBeUndefined();
    }
    expect(attributedText(latin('bplist00'))).toBeUndefined();
    expect(
      attributedText(Buffer.concat([HEAD, latin('\x84\x84\x84\x08NSNumber\x00\x85\x84\x01i\x05\x86')])),
    ).toBeUndefined();
    expect(attributedText(Buffer.concat([HEAD, Buffer.alloc(100_000, 0x84)]))).toBeUndefined();
  });

  it('never fails, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(80), (bytes, at) => {
        const whole = mutable('Hello, world');
        whole.set(bytes.subarray(0, Math.max(0, whole.length - at)), Math.min(at, whole.length));
        expect(['string', 'undefined']).toContain(typeof attributedText(whole));
        expect(['string', 'undefined']).toContain(typeof attributedText(Buffer.concat([HEAD, bytes])));
      }),
      { numRuns: 300 },
    );
  });
});
