import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { compress, decompress } from './compression.js';

const words = 'meeting invoice photo child birthday holiday contract signed please tomorrow'.split(' ');
const text = Buffer.from(Array.from({ length: 60_000 }, (_, i) => words[(i * i) % words.length]).join(' '));

describe('compress', () => {
  it('takes what gets smaller, and everything comes back', () => {
    const compressible = {
      text,
      base64: Buffer.from(randomBytes(200_000).toString('base64')),
      zeros: Buffer.alloc(300_000),
    };
    for (const [name, plain] of Object.entries(compressible)) {
      const { bytes, compressed } = compress(plain);
      expect([name, compressed, bytes.length < plain.length * 0.8]).toEqual([name, true, true]);
      expect(decompress(bytes, plain.length, name).equals(plain)).toBe(true);
    }
  });

  it('leaves what is noise, or compressed already, as it is', () => {
    const packed = gzipSync(
      Buffer.from(Array.from({ length: 400_000 }, () => Math.random().toString(36)).join('')),
    );
    for (const plain of [randomBytes(1_000_000), packed.subarray(0, 900_000), randomBytes(64)])
      expect(compress(plain)).toEqual({ bytes: plain, compressed: false });
  });

  it('tries what is noise only in part', () => {
    const half = Buffer.concat([randomBytes(100_000), text.subarray(0, 300_000)]);
    expect(compress(half).compressed).toBe(true);
  });
});
