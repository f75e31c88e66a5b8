import { SourceError } from '@holdfast/contracts/sources';
import { isEntryName } from '../walk/entry-name.js';
import type { Path } from '../walk/lister.js';

/** Shared storage, on every Android: a link of the system's own that leads to the current user's. The trailing slash follows it. */
const ROOT = Buffer.from('/sdcard/');
const SLASH = Buffer.from('/');

/** The phone's absolute path of an entry. Throws `SourceError` `name-refused` for a segment that is no name. */
export function phonePath(path: Path): Buffer {
  const parts: Uint8Array[] = [ROOT];
  for (const [index, segment] of path.entries()) {
    if (!isEntryName(segment))
      throw new SourceError('name-refused', 'A name on the phone is not one that can be kept.');
    if (index > 0) parts.push(SLASH);
    parts.push(segment);
  }
  return Buffer.concat(parts);
}
