import { damaged } from '../format/damaged.js';
import { MAX_OBJECT_BYTES, OBJECT_NAME_PATTERN } from '../format/object-name.js';
import { BodyFailed, checkPrefix, checkRemovable, objectMissing } from './check-object.js';
import { folderFailure } from './folder-failure.js';
import type { FolderFiles } from './folder-files.js';
import { realFiles } from './folder-files.js';
import { FolderLayout, inTheWay } from './folder-layout.js';
import { folderPut } from './folder-put.js';
import type { ListedObject, Location } from './location.js';

/**
 * A folder of this workstation, an external disk or a NAS: `dir/<object name>`.
 *
 * @throws StorageError as `Location` declares; `location-refused` also where a link or a foreign thing is in the way
 */
export function folderLocation(dir: string, files: FolderFiles = realFiles): Location {
  const layout = new FolderLayout(dir, files);
  const { root } = layout;
  const put = folderPut(layout);

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof BodyFailed) throw error.reason;
      throw folderFailure(error, root);
    }
  }

  async function stat(name: string): Promise<number | undefined> {
    const found = await files.look(await layout.objectPath(name));
    if (found?.kind === 'file') return found.size;
    await layout.checkRoot();
    return undefined;
  }

  async function get(name: string): Promise<Uint8Array> {
    const handle = await files.openFile(await layout.objectPath(name));
    if (!handle) {
      await layout.checkRoot();
      throw objectMissing(name, root);
    }
    try {
      const { size } = await handle.stat();
      if (size > MAX_OBJECT_BYTES) throw damaged(name);
      // In one piece of its own: `readFile` gathers pieces, and packs are too large to be in memory twice.
      const bytes = Buffer.allocUnsafeSlow(size);
      for (let at = 0; at < size;) {
        const { bytesRead } = await handle.read(bytes, at, size - at, at);
        if (bytesRead === 0) throw damaged(name);
        at += bytesRead;
      }
      return bytes;
    } finally {
      await handle.close();
    }
  }

  async function remove(name: string): Promise<'removed'> {
    checkRemovable(name);
    const path = await layout.objectPath(name);
    const found = await files.look(path);
    if (found === undefined) await layout.checkRoot();
    else if (found.kind !== 'file') throw inTheWay(path);
    else await files.remove(path);
    return 'removed';
  }

  async function* list(prefix: string): AsyncGenerator<ListedObject> {
    checkPrefix(prefix);
    await guarded(() => layout.checkRoot());
    // Only folders that can hold a match are read, one at a time: a name has at most four segments.
    const open = [''];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      const here = folder;
      for (const entry of await guarded(() => files.names(here === '' ? root : layout.path(here)))) {
        const name = here === '' ? entry.name : `${here}/${entry.name}`;
        if (entry.directory) {
          const below = `${name}/`;
          if (below.startsWith(prefix) || prefix.startsWith(below)) open.push(name);
        } else if (name.startsWith(prefix) && OBJECT_NAME_PATTERN.test(name)) {
          const found = await guarded(() => files.look(layout.path(name)));
          if (found?.kind === 'file') yield { name, size: found.size, storedAtMs: found.modifiedMs };
        }
      }
    }
  }

  return {
    place: root,
    put: (name, object) => guarded(() => put(name, object)),
    stat: (name) => guarded(() => stat(name)),
    get: (name) => guarded(() => get(name)),
    list,
    remove: (name) => guarded(() => remove(name)),
    close: async () => {},
  };
}
