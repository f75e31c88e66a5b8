import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { folderFailure } from '../location/folder-failure.js';
import { type FolderFiles, realFiles } from '../location/folder-files.js';
import { FolderLayout } from '../location/folder-layout.js';
import { noteAltered } from './note-altered.js';

/** Written aside, forced to the disk, then named by a link, which never replaces; no link of somebody else is followed. */
export async function keepInFolder(
  root: string,
  name: string,
  bytes: Uint8Array,
  files: FolderFiles = realFiles,
): Promise<'stored' | 'present'> {
  const layout = new FolderLayout(root, files);
  const final = layout.path(name);
  try {
    const parts = name.split('/');
    for (let depth = 1; depth < parts.length; depth += 1)
      await layout.isFolder(parts.slice(0, depth).join('/'));
    await files.mkdir(dirname(final));
    const aside = `${final}.${randomUUID()}`;
    try {
      const handle = await files.create(aside);
      try {
        await handle.writeFile(bytes);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await files.link(aside, final);
      await files.syncFolder(dirname(final));
      return 'stored';
    } finally {
      await files.remove(aside);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw folderFailure(error, root);
  }
  const file = await files.openFile(final);
  const there = file && (await file.readFile().finally(() => file.close()));
  if (!there?.equals(bytes)) throw noteAltered(name, root);
  return 'present';
}
