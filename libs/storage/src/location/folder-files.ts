import type { FileHandle } from 'node:fs/promises';
import { link, lstat, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';

/** The file system as a folder location needs it; a port, so that a spec can make it fail. */
export interface FolderFiles {
  mkdir(path: string): Promise<void>;
  create(path: string): Promise<FileHandle>;
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  size(path: string): Promise<number | undefined>;
  read(path: string): Promise<Buffer>;
  names(path: string): Promise<{ name: string; directory: boolean }[]>;
  syncFolder(path: string): Promise<void>;
}

const absent = (error: unknown): boolean =>
  ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');

/** The real one. */
export const realFiles: FolderFiles = {
  mkdir: async (path) => void (await mkdir(path, { recursive: true })),
  create: (path) => open(path, 'wx', 0o600),
  link,
  rename,
  remove: (path) => rm(path, { force: true }),
  read: (path) => readFile(path),
  async size(path) {
    try {
      const found = await lstat(path);
      return found.isFile() ? found.size : undefined;
    } catch (error) {
      if (absent(error)) return undefined;
      throw error;
    }
  },
  async names(path) {
    try {
      const found = await readdir(path, { withFileTypes: true });
      return found.map((entry) => ({ name: entry.name, directory: entry.isDirectory() }));
    } catch (error) {
      if (absent(error)) return [];
      throw error;
    }
  },
  async syncFolder(path) {
    if (process.platform === 'win32') return; // Windows cannot open folders; NTFS journals the entry itself.
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};
