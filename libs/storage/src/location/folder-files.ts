import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { link, lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The file system as a folder location needs it; a port, so that a spec can make it fail. */
export interface FolderFiles {
  /** Makes a folder and those above it, durably. */
  mkdir(path: string): Promise<void>;
  create(path: string): Promise<FileHandle>;
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** What lies at a path itself, links not followed; undefined where there is nothing. */
  look(path: string): Promise<Found | undefined>;
  /** Opens a regular file for reading; undefined where there is none. Links are not followed, pipes not waited for. */
  openFile(path: string): Promise<FileHandle | undefined>;
  names(path: string): Promise<{ name: string; directory: boolean }[]>;
  syncFolder(path: string): Promise<void>;
}

export interface Found {
  readonly kind: 'file' | 'folder' | 'other';
  readonly size: number;
  readonly modifiedMs: number;
}

const hasCode = (error: unknown, ...codes: string[]): boolean =>
  codes.includes((error as NodeJS.ErrnoException).code ?? '');

// Windows has neither flag; there a link needs rights that a planter rarely has, and `look` still tells it apart.
const READ_THE_FILE_ITSELF =
  constants.O_RDONLY |
  ((constants.O_NOFOLLOW as number | undefined) ?? 0) |
  ((constants.O_NONBLOCK as number | undefined) ?? 0);

/** The real one. */
export const realFiles: FolderFiles = {
  async mkdir(path) {
    const first = await mkdir(path, { recursive: true });
    if (first === undefined) return;
    for (let folder = path; folder.length >= first.length; folder = dirname(folder)) {
      await realFiles.syncFolder(dirname(folder));
    }
  },
  create: (path) => open(path, 'wx', 0o600),
  link,
  rename,
  remove: (path) => rm(path, { force: true }),
  async look(path) {
    try {
      const found = await lstat(path);
      const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
      return { kind, size: found.size, modifiedMs: found.mtimeMs };
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
      throw error;
    }
  },
  async openFile(path) {
    try {
      const handle = await open(path, READ_THE_FILE_ITSELF);
      if ((await handle.stat()).isFile()) return handle;
      await handle.close();
    } catch (error) {
      if (!hasCode(error, 'ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'EISDIR')) throw error;
    }
    return undefined;
  },
  async names(path) {
    try {
      const found = await readdir(path, { withFileTypes: true });
      return found.map((entry) => ({ name: entry.name, directory: entry.isDirectory() }));
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return [];
      throw error;
    }
  },
  async syncFolder(path) {
    if (process.platform === 'win32') return; // Windows cannot open folders; NTFS journals the entry itself.
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } catch (error) {
      if (!hasCode(error, 'EINVAL', 'ENOTSUP')) throw error; // Some network file systems cannot sync a folder.
    } finally {
      await handle.close();
    }
  },
};
