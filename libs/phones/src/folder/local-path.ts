import { sep } from 'node:path';
import { SourceError } from '@holdfast/contracts/sources';
import { isEntryName } from '../walk/entry-name.js';
import type { Path } from '../walk/lister.js';

/** The path on disk, byte for byte. Throws `SourceError` `name-refused` for a segment that is no name. */
export function pathOnDisk(root: string, path: Path): Buffer {
  const parts: Uint8Array[] = [Buffer.from(root)];
  const slash = Buffer.from(sep);
  for (const segment of path) {
    if (!isEntryName(segment))
      throw new SourceError('name-refused', 'A name in the folder is not one that can be kept.');
    parts.push(slash, segment);
  }
  return Buffer.concat(parts);
}
