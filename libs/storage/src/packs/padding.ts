const STEP = 256 * 1024;

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
