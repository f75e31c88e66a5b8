import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ByteReader, EndOfBytes } from './byte-reader.js';

function readerOf(pieces: readonly Uint8Array[]): ByteReader {
  const left = [...pieces];
  return new ByteReader(() => Promise.resolve(left.shift()));
}

describe('ByteReader', () => {
  it('gives the same bytes however the stream was cut, and ends where it ends', async () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 });
    const amounts = fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(pieces, amounts, async (cut, wanted) => {
        const whole = Buffer.concat(cut);
        const reader = readerOf(cut);
        let at = 0;
        for (const amount of wanted) {
          if (at + amount > whole.length) {
            await expect(reader.exactly(amount)).rejects.toThrow(EndOfBytes);
            return;
          }
          expect(await reader.exactly(amount)).toEqual(whole.subarray(at, at + amount));
          at += amount;
        }
        const rest: Uint8Array[] = [];
        for (let piece = await reader.upTo(7); piece !== undefined; piece = await reader.upTo(7)) {
          expect(piece.length).toBeLessThanOrEqual(7);
          rest.push(piece);
        }
        expect(Buffer.concat(rest)).toEqual(whole.subarray(at));
      }),
    );
  });
});
