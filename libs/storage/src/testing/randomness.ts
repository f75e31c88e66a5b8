/** χ² of 255 degrees of freedom is above this once in 10¹² (Wilson and Hilferty's approximation). */
export const RANDOM_AT_MOST = 450;

/** Pearson's χ² of how often each byte comes; about 255 for noise, many thousands for text or numbers. */
export function byteFrequencies(bytes: Uint8Array): number {
  const counts = new Float64Array(256);
  for (const byte of bytes) counts[byte]! += 1;
  const expected = bytes.length / 256;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}
