import { createCipheriv, createHash } from 'node:crypto';

const ZEROS = Buffer.alloc(256 * 1024);

/**
 * Bytes that nothing compresses, from a seed and a label: an AES-CTR keystream, since it is fast on every machine and
 * nobody mistakes it for a pattern. `take(n)` gives the next n, at most 256 KiB.
 */
export function noise(seed, label) {
  const key = createHash('sha256').update(`holdfast corpus ${seed} ${label}`).digest();
  const cipher = createCipheriv('aes-128-ctr', key.subarray(0, 16), key.subarray(16));
  return { take: (bytes) => cipher.update(ZEROS.subarray(0, bytes)) };
}

/** `bytes` of noise in pieces of at most 256 KiB. */
export function* noiseOf(seed, label, bytes) {
  const source = noise(seed, label);
  for (let left = bytes; left > 0; left -= Math.min(left, ZEROS.length))
    yield source.take(Math.min(left, ZEROS.length));
}
