import { closeSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const PIECE = Buffer.alloc(16 * 1024 * 1024);
const LOOK_EVERY_MS = 20;
/** Given back ahead of what a run takes. */
const AHEAD = 256 * 1024 ** 2;

/** Of the corpus: what one run takes of memory at most, and what is kept for it. */
export const WARM = 1.3;

/**
 * Has runs on memory go through `around`, which gives them memory that was in use a moment ago.
 *
 * @param {any} bench what the whole run shares
 * @param {(around: <T>(run: () => Promise<T>) => Promise<T>) => Promise<void>} work
 */
export async function warmly({ scratch, asked }, work) {
  const warm = warmMemory(scratch.memory, WARM * asked.size);
  try {
    await work(warm.during);
  } finally {
    warm.release();
  }
}

/**
 * A virtual machine gives memory that stays free for some seconds back to its host, and taking it again costs the next
 * program 2 s of system time a GiB instead of 0.5 (measured 2026-11-26). Which run was hit was chance, and it was more
 * than the difference between two programs. So memory is kept in use in a file, and given back while a run goes, as much
 * as that takes: each program gets memory that was in use a moment ago.
 *
 * @param {{ root: string }} place below which the file is, in memory
 * @param {number} bytes as much as a run takes at most
 */
export function warmMemory({ root }, bytes) {
  const file = join(root, 'warm');
  let held = 0;
  const withFile = (work) => {
    const descriptor = openSync(file, held === 0 ? 'w' : 'a', 0o600);
    try {
      return work(descriptor);
    } finally {
      closeSync(descriptor);
    }
  };
  const fill = () =>
    withFile((descriptor) => {
      for (; held < bytes; held += PIECE.length) writeSync(descriptor, PIECE);
    });
  const keepFree = (free) => {
    const lacking = free - bytesFree();
    if (lacking <= 0 || held === 0) return;
    held = Math.max(0, held - Math.ceil(lacking / PIECE.length) * PIECE.length);
    withFile((descriptor) => ftruncateSync(descriptor, held));
  };
  return {
    /** @template T @param {() => Promise<T>} work @returns {Promise<T>} */
    async during(work) {
      fill();
      const free = bytesFree() + AHEAD;
      keepFree(free);
      const looking = setInterval(() => keepFree(free), LOOK_EVERY_MS);
      try {
        return await work();
      } finally {
        clearInterval(looking);
      }
    },
    release: () => rmSync(file, { force: true }),
  };
}

const bytesFree = () =>
  Number(/^MemFree:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1]) * 1024;
