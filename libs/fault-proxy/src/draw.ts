import { createHash } from 'node:crypto';

/** A whole number in [0, n). */
export type Draw = (n: number) => number;

/**
 * Draws of their own for each rule and each request that it meets, so that what one rule does never shifts another and
 * requests that overtake each other on other paths change nothing.
 */
export function drawFor(...parts: readonly number[]): Draw {
  let state = createHash('sha256').update(parts.join('/')).digest().readUInt32BE(0);
  // mulberry32
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % Math.max(1, n);
  };
}
