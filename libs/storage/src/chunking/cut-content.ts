import type { ByteSupply } from './byte-supply.js';
import { FIXED_CHUNK_BYTES, isPageDatabase } from './page-databases.js';

export const MIN_CHUNK_BYTES = 256 * 1024;
export const AVERAGE_CHUNK_BYTES = 1024 * 1024;
export const MAX_CHUNK_BYTES = 4 * 1024 * 1024;
/** Two of the largest chunks: half of it is always whole lookahead, so a cut never depends on how reads fell. */
export const CUT_BUFFER_BYTES = 2 * MAX_CHUNK_BYTES;

const WINDOW = 32;
// Top bits, which every one of the last 32 bytes reaches. Harder before the average and easier after it keeps
// lengths near the average (FastCDC, Xia et al. 2016, "normalized chunking").
const MASK_BEFORE = 0xfffffc00 | 0;
const MASK_AFTER = 0xffffc000 | 0;

/** End of the chunk that starts at `from`; `to` is the end of what is buffered. */
export function cutPoint(gear: Uint32Array, bytes: Uint8Array, from: number, to: number): number {
  const end = Math.min(to, from + MAX_CHUNK_BYTES);
  if (end - from <= MIN_CHUNK_BYTES) return end;
  const middle = Math.min(end, from + AVERAGE_CHUNK_BYTES);
  let hash = 0;
  let at = from + MIN_CHUNK_BYTES - WINDOW;
  for (const first = from + MIN_CHUNK_BYTES; at < first; at++) hash = ((hash << 1) + gear[bytes[at]!]!) | 0;
  for (; at < middle; at++) {
    hash = ((hash << 1) + gear[bytes[at]!]!) | 0;
    if ((hash & MASK_BEFORE) === 0) return at + 1;
  }
  for (; at < end; at++) {
    hash = ((hash << 1) + gear[bytes[at]!]!) | 0;
    if ((hash & MASK_AFTER) === 0) return at + 1;
  }
  return end;
}

/**
 * Cuts a file into chunks: content-defined 256 KiB / 1 MiB / 4 MiB, or fixed 64 KiB for page databases. A chunk is a
 * view into `buffer` (CUT_BUFFER_BYTES, reused from file to file) and valid only until the next one is asked for.
 */
export async function* cutContent(
  supply: ByteSupply,
  gear: Uint32Array,
  buffer: Buffer,
): AsyncGenerator<Buffer> {
  let from = 0;
  let to = 0;
  let ended = false;
  let fixed: boolean | undefined;
  for (;;) {
    if (!ended && to - from < MAX_CHUNK_BYTES) {
      buffer.copyWithin(0, from, to);
      to -= from;
      from = 0;
      while (!ended && to < buffer.length) {
        const read = await supply.read(buffer.subarray(to));
        ended = read === 0;
        to += read;
      }
    }
    if (from === to) return;
    fixed ??= isPageDatabase(buffer.subarray(0, Math.min(to, 64)));
    const end = fixed ? Math.min(to, from + FIXED_CHUNK_BYTES) : cutPoint(gear, buffer, from, to);
    yield buffer.subarray(from, end);
    from = end;
  }
}
