import { createCipheriv, createHash } from 'node:crypto';

/** Deterministic randomness: the same seed and label give the same values on every machine, for ever. */
export interface Seeded {
  /** `count` bytes that no compressor shortens. */
  bytes(count: number): Buffer;
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
}

/** AES-128 in counter mode under a key made of seed and label: fast, and good enough to look like camera data. */
export function seeded(seed: number, label: string): Seeded {
  const key = createHash('sha256').update(`holdfast demo ${seed} ${label}`).digest();
  const cipher = createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16));
  const bytes = (count: number): Buffer => cipher.update(Buffer.alloc(count));
  return { bytes, below: (limit) => Math.floor((bytes(4).readUInt32LE(0) / 2 ** 32) * limit) };
}
