import * as rule from '../chunking/content-cutter.js';

/** The rule of docs/repository-format.md in plain numbers, slow and plain to see: what the WebAssembly is held to. */
export function cutPointOracle(gear: readonly bigint[], bytes: Uint8Array, from: number): number {
  const end = Math.min(bytes.length, from + rule.MAX_CHUNK_BYTES);
  const first = from + rule.MIN_CHUNK_BYTES;
  if (first >= end) return end;
  let hash = 0n;
  const take = (at: number): void => {
    hash = ((hash << 1n) + gear[bytes[at]!]!) & 0xffffffffffffffffn;
  };
  for (let at = first - 64; at < first; at++) take(at);
  for (let at = first; at < end; at++) {
    take(at);
    const mask = at < from + rule.AVERAGE_CHUNK_BYTES ? rule.MASK_BEFORE : rule.MASK_AFTER;
    if ((hash & mask) === 0n) return at + 1;
  }
  return end;
}
