import { createHash } from 'node:crypto';
import type { PhoneFile } from './phone-entry.js';

const BLOCK = 64 * 1024;

/**
 * A file of any size on no disk: blocks of 64 KiB of which no two are alike (each bears its number, and the file's name in
 * its pattern), so that storage that finds equal pieces finds none.
 */
export function inventedFile(name: string, bytes: number): PhoneFile {
  const pattern = Buffer.alloc(BLOCK);
  for (let at = 0, state = createHash('sha512').update(name).digest(); at < BLOCK; at += state.length) {
    state.copy(pattern, at);
    state = createHash('sha512').update(state).digest();
  }
  const read = (into: Uint8Array, position: number): Promise<number> => {
    const end = Math.min(position + into.length, bytes);
    for (let at = position; at < end;) {
      const block = Math.floor(at / BLOCK);
      const stop = Math.min((block + 1) * BLOCK, end);
      // Every 4 KiB, so that no piece of it is found again at another place.
      for (let page = 0; page < BLOCK; page += 4096) pattern.writeDoubleLE(block + 1, page);
      into.set(pattern.subarray(at % BLOCK, (at % BLOCK) + stop - at), at - position);
      at = stop;
    }
    return Promise.resolve(Math.max(0, end - position));
  };
  return { read, close: () => Promise.resolve() };
}
