import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import { assemble } from '../../assemble-cut-point.mjs';
import { cutPointOracle } from '../testing/cut-point-oracle.js';
import { ContentCutter, GEAR_BYTES, MAX_CHUNK_BYTES, MIN_CHUNK_BYTES } from './content-cutter.js';
import { CUT_POINT_WASM } from './cut-point-wasm.js';
import { FIXED_CHUNK_BYTES } from './page-databases.js';

const gear = randomBytes(GEAR_BYTES);
const numbers = Array.from({ length: 256 }, (_, i) => gear.readBigUInt64BE(i * 8));
const cutter = new ContentCutter(gear);

/** Pseudo-random bytes that follow from a seed, fast. */
function bytesOf(seed: number, length: number): Buffer {
  return createHash('shake256', { outputLength: length }).update(String(seed)).digest();
}

function cut(bytes: Buffer, piece: number) {
  const [lengths, digests, parts]: [number[], string[], Buffer[]] = [[], [], []];
  cutter.begin();
  for (let at = 0, ended = false; !ended;) {
    for (let room = cutter.room(); room.length > 0 && at < bytes.length; room = cutter.room()) {
      const copied = bytes.copy(room, 0, at, at + piece);
      cutter.filled(copied);
      at += copied;
    }
    if (at === bytes.length) {
      cutter.end();
      ended = true;
    }
    for (let chunk = cutter.next(); chunk; chunk = cutter.next()) {
      lengths.push(chunk.length);
      digests.push(createHash('sha256').update(chunk).digest('hex'));
      parts.push(Buffer.from(chunk));
    }
  }
  return { lengths, digests, whole: Buffer.concat(parts) };
}

describe('cutting content', () => {
  it('runs what the WAT source says', async () => {
    expect(CUT_POINT_WASM.equals(await assemble())).toBe(true);
  });

  it('cuts where the plain rule cuts', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 3_000_000 }), fc.boolean(), (seed, length, dull) => {
        // Long runs of one byte never cut, so the longest chunk is met too.
        const bytes = dull ? Buffer.alloc(length * 2, seed) : bytesOf(seed, length);
        const oracle: number[] = [];
        for (let from = 0; from < bytes.length;) {
          const end = cutPointOracle(numbers, bytes, from);
          oracle.push(end - from);
          from = end;
        }
        expect(cut(bytes, 65_536).lengths).toEqual(oracle);
      }),
      { numRuns: 8 },
    );
  });

  it('gives back the same bytes in bounded chunks, however the reads fall', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 0, max: 9_000_000 }),
        fc.integer({ min: 1000, max: 3_000_000 }),
        (seed, length, piece) => {
          const bytes = bytesOf(seed, length);
          const { lengths, whole, digests } = cut(bytes, piece);
          expect(whole.equals(bytes)).toBe(true);
          expect(lengths.every((one) => one <= MAX_CHUNK_BYTES)).toBe(true);
          expect(lengths.slice(0, -1).every((one) => one >= MIN_CHUNK_BYTES)).toBe(true);
          expect(cut(bytes, 777_777).digests).toEqual(digests);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('keeps nearly all chunks when bytes are put in', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 0, max: 16_000_000 }),
        fc.uint8Array({ minLength: 1, maxLength: 50 }),
        (seed, at, inserted) => {
          const bytes = bytesOf(seed, 16_000_000);
          const changed = Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
          const known = new Set(cut(bytes, 1_000_000).digests);
          const after = cut(changed, 1_000_000);
          const fresh = after.lengths.filter((_, i) => !known.has(after.digests[i]!));
          expect(fresh.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(3 * MAX_CHUNK_BYTES);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('cuts databases at fixed pages, so that a changed page costs one chunk', () => {
    const database = Buffer.concat([Buffer.from('SQLite format 3\0'), bytesOf(1, 1_000_000)]);
    const { lengths } = cut(database, 5000);
    expect(lengths.slice(0, -1).every((one) => one === FIXED_CHUNK_BYTES)).toBe(true);
  });
});
