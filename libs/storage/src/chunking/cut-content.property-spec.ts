import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash, randomBytes } from 'node:crypto';
import { streamSupply } from './byte-supply.js';
import { CUT_BUFFER_BYTES, cutContent, MAX_CHUNK_BYTES, MIN_CHUNK_BYTES } from './cut-content.js';
import { FIXED_CHUNK_BYTES } from './page-databases.js';

const gear = Uint32Array.from({ length: 256 }, () => randomBytes(4).readUInt32BE());
const buffer = Buffer.allocUnsafe(CUT_BUFFER_BYTES);

/** Pseudo-random bytes that follow from a seed, fast. */
function bytesOf(seed: number, length: number): Buffer {
  return createHash('shake256', { outputLength: length }).update(String(seed)).digest();
}

async function cut(
  bytes: Buffer,
  piece: number,
): Promise<{ lengths: number[]; digests: string[]; whole: Buffer }> {
  async function* stream() {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  }
  const [lengths, digests, parts]: [number[], string[], Buffer[]] = [[], [], []];
  for await (const chunk of cutContent(streamSupply(stream()), gear, buffer)) {
    lengths.push(chunk.length);
    digests.push(createHash('sha256').update(chunk).digest('hex'));
    parts.push(Buffer.from(chunk));
  }
  return { lengths, digests, whole: Buffer.concat(parts) };
}

describe('cutting content', () => {
  it('gives back the same bytes in bounded chunks, however the reads fall', async () => {
    const inputs = fc.tuple(
      fc.nat(),
      fc.integer({ min: 0, max: 9_000_000 }),
      fc.integer({ min: 1000, max: 3_000_000 }),
    );
    await fc.assert(
      fc.asyncProperty(inputs, async ([seed, length, piece]) => {
        const bytes = bytesOf(seed, length);
        const { lengths, whole, digests } = await cut(bytes, piece);
        expect(whole.equals(bytes)).toBe(true);
        expect(lengths.every((one) => one <= MAX_CHUNK_BYTES)).toBe(true);
        expect(lengths.slice(0, -1).every((one) => one >= MIN_CHUNK_BYTES)).toBe(true);
        expect((await cut(bytes, 777_777)).digests).toEqual(digests);
      }),
      { numRuns: 12 },
    );
  });

  it('keeps nearly all chunks when bytes are put in', async () => {
    const inputs = fc.tuple(
      fc.nat(),
      fc.integer({ min: 0, max: 16_000_000 }),
      fc.uint8Array({ minLength: 1, maxLength: 50 }),
    );
    await fc.assert(
      fc.asyncProperty(inputs, async ([seed, at, inserted]) => {
        const bytes = bytesOf(seed, 16_000_000);
        const changed = Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)]);
        const before = await cut(bytes, 1_000_000);
        const known = new Set(before.digests);
        const after = await cut(changed, 1_000_000);
        const fresh = after.lengths.filter((_, i) => !known.has(after.digests[i]!));
        expect(fresh.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(3 * MAX_CHUNK_BYTES);
      }),
      { numRuns: 6 },
    );
  });

  it('cuts databases at fixed pages, so that a changed page costs one chunk', async () => {
    const database = Buffer.concat([Buffer.from('SQLite format 3\0'), bytesOf(1, 1_000_000)]);
    const { lengths } = await cut(database, 5000);
    expect(lengths.slice(0, -1).every((one) => one === FIXED_CHUNK_BYTES)).toBe(true);
  });
});
