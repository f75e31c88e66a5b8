import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** Folder for spool, journal and index of one repository below the cache folder, named by its place. */
export function workFolderFor(cacheFolder: string, place: string): string {
  return join(cacheFolder, 'repositories', createHash('sha256').update(place).digest('hex').slice(0, 32));
}
