import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { filesBelow } from '../corpus/write-tree.mjs';

const PIECE = 1024 * 1024;

/**
 * The first difference between a folder and what was restored of it: a file too few or too many, another date (to the
 * millisecond) or another byte. Undefined where there is none.
 */
export async function firstDifference(wanted, found, signal) {
  const names = filesBelow(wanted).sort();
  const others = new Set(filesBelow(found));
  for (const name of names) {
    await breathe();
    signal?.throwIfAborted();
    if (!others.delete(name)) return `${name} is not there`;
    const difference = differenceOf(join(wanted, name), join(found, name));
    if (difference !== undefined) return `${name} ${difference}`;
  }
  const [extra] = others;
  return extra === undefined ? undefined : `${extra} was never in the source`;
}

function differenceOf(wanted, found) {
  const [one, other] = [statSync(wanted), statSync(found)];
  if (one.size !== other.size) return `has ${other.size} bytes instead of ${one.size}`;
  if (Math.floor(one.mtimeMs) !== Math.floor(other.mtimeMs)) return 'has another date';
  const [a, b] = [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)];
  const files = [openSync(wanted, 'r'), openSync(found, 'r')];
  try {
    for (let at = 0; at < one.size;) {
      const read = readSync(files[0], a, 0, PIECE, at);
      const same = readSync(files[1], b, 0, read, at) === read && a.compare(b, 0, read, 0, read) === 0;
      if (!same || read === 0) return `has other bytes from ${at} on`;
      at += read;
    }
    return undefined;
  } finally {
    files.forEach(closeSync);
  }
}
