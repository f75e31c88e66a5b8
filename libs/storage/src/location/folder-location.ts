import { randomUUID } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { damaged } from '../format/damaged.js';
import { MAX_OBJECT_BYTES, OBJECT_NAME_PATTERN } from '../format/object-name.js';
import { checkedBytes, checkObjectName, checkPrefix, objectMissing } from './check-object.js';
import { folderFailure } from './folder-failure.js';
import type { FolderFiles } from './folder-files.js';
import { realFiles } from './folder-files.js';
import type { ListedObject, Location, PutObject } from './location.js';

/** Where bytes lie until they are whole; not a name of the format, so it is never listed. */
const INCOMING = '.incoming';

/**
 * A folder of this workstation, an external disk or a NAS: `dir/<object name>`. Adds by writing aside, fsync, and a
 * hard link, which never replaces; on file systems without links by a rename after a look.
 */
export function folderLocation(dir: string, files: FolderFiles = realFiles): Location {
  const root = resolve(dir);
  const path = (name: string): string => join(root, ...name.split('/'));

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw folderFailure(error, root);
    }
  }

  async function put(name: string, object: PutObject): Promise<'stored' | 'present'> {
    checkObjectName(name);
    const final = path(name);
    if ((await files.size(final)) !== undefined) return 'present';
    await files.mkdir(join(root, INCOMING));
    await files.mkdir(dirname(final));
    const aside = join(root, INCOMING, randomUUID());
    try {
      const handle = await files.create(aside);
      try {
        for await (const piece of checkedBytes(name, object)) await handle.writeFile(piece);
        await handle.sync();
      } finally {
        await handle.close();
      }
      const added = await addName(files, aside, final);
      if (added) await files.syncFolder(dirname(final));
      return added ? 'stored' : 'present';
    } finally {
      await files.remove(aside);
    }
  }

  async function* list(prefix: string): AsyncGenerator<ListedObject> {
    checkPrefix(prefix);
    // Only folders that can hold a match are read, one at a time: a name has at most four segments.
    const open = [''];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      const here = folder;
      for (const entry of await guarded(() => files.names(here === '' ? root : path(here)))) {
        const name = here === '' ? entry.name : `${here}/${entry.name}`;
        if (entry.directory) {
          const below = `${name}/`;
          if (below.startsWith(prefix) || prefix.startsWith(below)) open.push(name);
        } else if (name.startsWith(prefix) && OBJECT_NAME_PATTERN.test(name)) {
          const size = await guarded(() => files.size(path(name)));
          if (size !== undefined) yield { name, size };
        }
      }
    }
  }

  return {
    place: root,
    put: (name, object) => guarded(() => put(name, object)),
    stat: (name) => guarded(() => (checkObjectName(name), files.size(path(name)))),
    get: (name) =>
      guarded(async () => {
        checkObjectName(name);
        const size = await files.size(path(name));
        if (size === undefined) throw objectMissing(name, root);
        if (size > MAX_OBJECT_BYTES) throw damaged(name);
        return files.read(path(name));
      }),
    list,
    close: async () => {},
  };
}

async function addName(files: FolderFiles, aside: string, final: string): Promise<boolean> {
  try {
    await files.link(aside, final);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error;
  }
  if ((await files.size(final)) !== undefined) return false;
  await files.rename(aside, final);
  return true;
}
