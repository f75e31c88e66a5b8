import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ByteReader } from '../format/byte-reader.js';
import { encodeAdditions, readAdditions } from './file-additions.js';

const bytes = (most: number, least = 0): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ minLength: least, maxLength: most }).map((array) => Buffer.from(array));
const seal = fc.record({ opening: bytes(255, 1), openedSize: fc.bigInt(0n, 2n ** 63n - 1n) });
const pushed = fc.oneof(fc.record({ origin: bytes(400) }), fc.record({ origin: bytes(400), seal }));
const read = (body: Buffer) => readAdditions(new ByteReader(body, 'a test'), 'a test');

describe('what an entry says of a file of a phone that drives its own backup', () => {
  it('comes back, whatever a later release adds between', () => {
    const additions = fc.record({ pushed, madeOf: bytes(255) }, { requiredKeys: [] });
    fc.assert(
      fc.property(additions, fc.integer({ min: 3, max: 255 }), bytes(40), (said, tag, value) => {
        const later = Buffer.concat([Buffer.of(tag, 0, value.length), value]);
        expect(read(Buffer.concat([later, encodeAdditions(said), later]))).toEqual(said);
      }),
    );
  });

  it.each([
    ['ends in a length', Buffer.of(1, 0)],
    ['ends in a value', Buffer.of(2, 0, 5, 1)],
    ['names more than its value holds', Buffer.of(1, 0, 3, 0, 9, 1)],
  ])('is refused where it %s', (_, body) => {
    expect(() => read(body)).toThrow(expect.objectContaining({ code: 'object-altered' }));
  });
});
