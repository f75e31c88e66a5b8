const STEP = 256 * 1024;
const SHARD_STEP = 4096;

/**
 * Padmé (Nikitin et al., PETS 2019): rounds up so that a length of n bits tells only about log2 n of them; never more
 * than 12 % larger.
 */
export function padme(length: number): number {
  if (length < 2) return length;
  const exponent = Math.floor(Math.log2(length));
  const lastBits = exponent - (Math.floor(Math.log2(exponent)) + 1);
  if (lastBits <= 0) return length;
  const step = 2 ** lastBits;
  return Math.ceil(length / step) * step;
}

/** Size of a pack as the location sees it: whole steps of 256 KiB, short ones by Padmé. */
export function paddedPackBytes(length: number): number {
  return length < 8 * STEP ? padme(length) : Math.ceil(length / STEP) * STEP;
}

/** Size of an index shard as the location sees it: an exact one would count chunks, and give a lone one away. */
export function paddedShardBytes(length: number): number {
  return padme(Math.ceil(length / SHARD_STEP) * SHARD_STEP);
}
