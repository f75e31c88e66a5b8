import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { checkedBytes } from './check-object.js';
import { type FolderLayout, inTheWay } from './folder-layout.js';
import type { PutObject } from './location.js';

/** What a killed writer left aside goes after this long; no single object takes a day. */
const LEFT_BEHIND_MS = 24 * 3600 * 1000;

const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EOPNOTSUPP', 'EMLINK']);

/**
 * Adds objects to a folder: written aside, forced to the disk, then named by a hard link, which never replaces. File
 * systems without links (FAT, some shares) get a rename after a look, one at a time in this process.
 */
export function folderPut(
  layout: FolderLayout,
): (name: string, object: PutObject) => Promise<'stored' | 'present'> {
  const { files } = layout;
  let swept = false;
  let naming: Promise<unknown> = Promise.resolve();

  const isThere = async (final: string): Promise<boolean> => {
    const found = await files.look(final);
    if (found && found.kind !== 'file') throw inTheWay(final);
    return found !== undefined;
  };

  async function sweep(): Promise<void> {
    swept = true;
    for (const { name, directory } of await files.names(layout.incoming)) {
      const path = join(layout.incoming, name);
      const found = directory ? undefined : await files.look(path);
      if (found?.kind === 'file' && found.modifiedMs < Date.now() - LEFT_BEHIND_MS) await files.remove(path);
    }
  }

  async function byRename(aside: string, final: string): Promise<boolean> {
    if (await isThere(final)) return false;
    await files.rename(aside, final);
    return true;
  }

  async function addName(aside: string, final: string): Promise<boolean> {
    try {
      await files.link(aside, final);
      return true;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (code === 'EEXIST' && (await isThere(final))) return false;
      if (!NO_LINKS.has(code)) throw error;
    }
    const named = naming.then(() => byRename(aside, final));
    naming = named.catch(() => {});
    return named;
  }

  /** A spool file on the same file system gets its second name; false where it must be copied. */
  async function takeName(file: string, final: string): Promise<boolean> {
    try {
      await files.link(file, final);
      return true;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? '';
      if (code === 'EXDEV' || code === 'EEXIST' || NO_LINKS.has(code)) return false;
      throw error;
    }
  }

  return async (name, object) => {
    const final = await layout.objectPath(name);
    if (await isThere(final)) return 'present';
    await layout.makeFolders(dirname(final));
    if (!swept) await sweep();
    if (object.file !== undefined && (await takeName(object.file, final))) {
      await files.syncFolder(dirname(final));
      return 'stored';
    }
    const aside = join(layout.incoming, randomUUID());
    try {
      const handle = await files.create(aside);
      try {
        for await (const piece of checkedBytes(name, object)) await handle.writeFile(piece);
        await handle.sync();
      } finally {
        await handle.close();
      }
      const added = await addName(aside, final);
      if (added) await files.syncFolder(dirname(final));
      return added ? 'stored' : 'present';
    } finally {
      await files.remove(aside).catch(() => {}); // The sweep gets it later; why the put failed matters more.
    }
  };
}
