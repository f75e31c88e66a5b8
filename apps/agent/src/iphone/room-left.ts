import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** What is told where nobody knows a bound: as much as the largest iPhones hold, a few times over. */
const PLENTY = 2n ** 43n;
/** Below this, spool and staging of a backup could not be written. */
const SPOOL_NEEDS = 2n ** 30n;

/**
 * Bytes that an iPhone is told to fit: it refuses to begin where that is too little. `folder`: of the repository, where it
 * is one; `spool`: what waits to be uploaded goes through it and never needs more than its bound.
 */
export async function roomLeft(spool: string, folder?: string): Promise<bigint> {
  const [here, there] = await Promise.all([freeOf(spool), folder === undefined ? PLENTY : freeOf(folder)]);
  if (here < SPOOL_NEEDS) return here < there ? here : there;
  return there;
}

/** Of the file system that a folder is on, or will be on when it is made. */
async function freeOf(folder: string): Promise<bigint> {
  for (let at = folder; ; at = dirname(at)) {
    const found = await statfs(at, { bigint: true }).catch(() => undefined);
    if (found) return found.bavail * found.bsize;
    if (dirname(at) === at) return PLENTY;
  }
}
