import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { chmod, link, lstat, lutimes, open, rename, rm } from 'node:fs/promises';
import type { TreeEntry } from '../tree/tree-entry.js';
import { exactTimes } from './exact-times.js';

const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL } = constants;
const NOFOLLOW = constants.O_NOFOLLOW ?? 0;
const PIECE = 1024 * 1024;
/** Nothing restored from a phone may run with another user's rights: set-user-id and set-group-id are left off. */
const MODE_BITS = 0o777;
const FOLDER_MODE_BITS = 0o1777;

/** What stands at a path before a restore writes there. */
export async function standing(
  path: Buffer,
  entry: TreeEntry,
): Promise<'nothing' | 'equal' | 'other' | 'folder'> {
  let found;
  try {
    found = await lstat(path, { bigint: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'nothing';
    throw error;
  }
  if (found.isDirectory()) return 'folder';
  if (!found.isFile() || found.size !== entry.size) return 'other';
  const handle = await open(path, O_RDONLY | NOFOLLOW);
  try {
    const digest = createHash('sha256');
    const buffer = Buffer.allocUnsafe(PIECE);
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, PIECE, null);
      if (bytesRead === 0) break;
      digest.update(buffer.subarray(0, bytesRead));
    }
    if (!digest.digest().equals(entry.sha256!)) return 'other';
    await setFacts(handle, entry);
    return 'equal';
  } finally {
    await handle.close();
  }
}

/**
 * Writes one file beside its final name, gives it mode and time, and only then the name: a restore that is killed
 * leaves no half file. `replace`: over what stands there (a link itself, never what it points to).
 */
export async function writeFile(
  path: Buffer,
  entry: TreeEntry,
  content: AsyncIterable<Buffer>,
  replace: boolean,
): Promise<void> {
  const folder = path.subarray(0, path.lastIndexOf(0x2f) + 1);
  const aside = Buffer.concat([folder, Buffer.from(`.holdfast-${randomBytes(8).toString('hex')}.part`)]);
  const handle = await open(aside, O_WRONLY | O_CREAT | O_EXCL | NOFOLLOW, 0o600);
  try {
    try {
      for await (const piece of content) await handle.writeFile(piece);
      await setFacts(handle, entry);
    } finally {
      await handle.close();
    }
    if (replace) await rename(aside, path);
    else await giveName(aside, path);
  } finally {
    await rm(aside, { force: true });
  }
}

/** A hard link fails where something stands; file systems without links get a look and a rename. */
async function giveName(aside: Buffer, path: Buffer): Promise<void> {
  try {
    await link(aside, path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error;
    await rename(aside, path);
  }
}

async function setFacts(handle: FileHandle, entry: TreeEntry): Promise<void> {
  if (entry.mode !== undefined) await handle.chmod(entry.mode & MODE_BITS);
  if ((await exactTimes())?.file(handle.fd, entry.mtimeNs)) return;
  await handle.utimes(seconds(entry.mtimeNs), seconds(entry.mtimeNs));
}

/** Mode and time of a folder, or the time of a link itself; never of what a link points to. */
export async function setFolderOrLinkFacts(place: Buffer, entry: TreeEntry): Promise<void> {
  if (entry.kind === 'directory') {
    if (!(await lstat(place)).isDirectory()) return;
    if (entry.mode !== undefined) await chmod(place, entry.mode & FOLDER_MODE_BITS);
  }
  if ((await exactTimes())?.path(place, entry.mtimeNs)) return;
  await lutimes(place, seconds(entry.mtimeNs), seconds(entry.mtimeNs));
}

/** For Node's own call, a double: at today's dates that keeps about a quarter of a microsecond. */
function seconds(ns: bigint): number {
  return Number(ns / 1_000_000_000n) + Number(ns % 1_000_000_000n) / 1e9;
}
