import { SourceError } from '@holdfast/contracts/sources';
import { isEntryName } from '../../walk/entry-name.js';
import type { Path } from '../../walk/lister.js';

/** The folder of the camera, in the part of an iPhone that is open to computers. */
export const PHOTO_FOLDER = Buffer.from('DCIM');
/** iOS has none longer (`PATH_MAX`): a phone whose folders never end is followed no further. */
export const LONGEST_PATH = 1024;
const SLASH = Buffer.from('/');

/** AFC's path of an entry. Throws `SourceError`: `name-refused` for what leads elsewhere, `unreadable` for a path without end. */
export function photoPath(path: Path): Buffer {
  if (path.length > 0 && !PHOTO_FOLDER.equals(path[0]!)) throw refused();
  const parts: Uint8Array[] = [];
  for (const segment of path) {
    if (!isEntryName(segment)) throw refused();
    parts.push(SLASH, segment);
  }
  const whole = parts.length === 0 ? SLASH : Buffer.concat(parts);
  if (whole.length > LONGEST_PATH)
    throw new SourceError('unreadable', 'The iPhone tells of folders that go deeper than any of its own.');
  return whole;
}

function refused(): SourceError {
  return new SourceError('name-refused', 'A name on the iPhone is not one that can be kept.');
}
