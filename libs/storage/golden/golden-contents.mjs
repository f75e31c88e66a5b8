// Bytes that are the same on every machine and for ever, so that a spec can make them again and compare.
import { createHash } from 'node:crypto';

/** So many bytes that nobody can compress. */
export function noise(seed, length) {
  const blocks = [];
  for (let at = 0; at < length; at += 32) blocks.push(createHash('sha256').update(`${seed} ${at}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}

/** 256 different lines of 64 bytes in an order that never repeats: cut like a video, stored as a thirtieth of it. */
export function lines(seed, length) {
  const all = noise(`${seed}, lines`, 256 * 64);
  const order = noise(`${seed}, order`, Math.ceil(length / 64));
  return Buffer.concat(Array.from(order, (line) => all.subarray(line * 64, line * 64 + 64))).subarray(
    0,
    length,
  );
}

/** Begins as SQLite does, pages of 64 KiB that say their number; those in `changed` say something else. */
export function database(pages, changed = []) {
  const bytes = Buffer.alloc(pages * 65_536);
  for (let page = 0; page < pages; page++)
    bytes.write(`page ${page}${changed.includes(page) ? ', changed' : ''}`, page * 65_536 + 32);
  bytes.write('SQLite format 3\0', 0, 'latin1');
  return bytes;
}
