import type { BigIntStats } from 'node:fs';
import { constants } from 'node:fs';
import { chmod, lstat, lutimes, open } from 'node:fs/promises';
import { exactTimes } from '../target/exact-times.js';
import { seconds } from '../target/file-parts.js';
import type { TreeEntry } from '../tree/tree-entry.js';
import type { SameContent } from './same-content.js';

const { O_RDONLY } = constants;
const NOFOLLOW = constants.O_NOFOLLOW ?? 0;
const MODE_BITS = 0o777;
const FOLDER_MODE_BITS = 0o1777;

/** What stands at a path before a restore writes there. A file that is equal gets the entry's mode and time. */
export async function standing(
  path: Buffer,
  entry: TreeEntry,
  same: SameContent,
): Promise<'nothing' | 'equal' | 'other' | 'folder'> {
  let found;
  try {
    found = await lstat(path, { bigint: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'nothing';
    throw error;
  }
  if (found.isDirectory()) return 'folder';
  const seal = entry.pushed?.seal;
  // What is opened here cannot be compared with what is stored; an earlier restore gave it this size and this time.
  if (found.isFile() && seal) return isAsRestored(found, seal.openedSize, entry.mtimeNs) ? 'equal' : 'other';
  if (!found.isFile() || found.size !== entry.size) return 'other';
  const handle = await open(path, O_RDONLY | NOFOLLOW);
  try {
    if (!(await same.is(handle, entry))) return 'other';
    if (entry.mode !== undefined) await handle.chmod(entry.mode & MODE_BITS);
    if (!(await exactTimes())?.file(handle.fd, entry.mtimeNs))
      await handle.utimes(seconds(entry.mtimeNs), seconds(entry.mtimeNs));
    return 'equal';
  } finally {
    await handle.close();
  }
}

/** Where exact times cannot be set, a millisecond may be lost. */
function isAsRestored({ size, mtimeNs }: BigIntStats, openedSize: bigint, wanted: bigint): boolean {
  const apart = mtimeNs - wanted;
  return size === openedSize && apart > -1_000_000n && apart < 1_000_000n;
}

/** Mode and time of a folder, or the time of a link itself; never of what a link points to. */
export async function setFolderOrLinkFacts(
  place: Buffer,
  { kind, mode, mtimeNs }: Pick<TreeEntry, 'kind' | 'mode' | 'mtimeNs'>,
): Promise<void> {
  if (kind === 'directory') {
    if (!(await lstat(place)).isDirectory()) return;
    if (mode !== undefined) await chmod(place, mode & FOLDER_MODE_BITS);
  }
  if ((await exactTimes())?.path(place, mtimeNs)) return;
  await lutimes(place, seconds(mtimeNs), seconds(mtimeNs));
}
