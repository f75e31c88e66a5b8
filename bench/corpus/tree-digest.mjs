import { createHash } from 'node:crypto';
import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from './write-tree.mjs';

/** SHA-256 over the names, dates and bytes of all files below a folder, in the order of their names. For small ones. */
export function treeDigest(folder) {
  const whole = createHash('sha256');
  for (const name of filesBelow(folder).sort()) {
    const path = join(folder, name);
    const bytes = createHash('sha256').update(readFileSync(path)).digest('hex');
    whole.update(`${name}\0${lstatSync(path).mtimeMs}\0${bytes}\n`);
  }
  return whole.digest('hex');
}
