import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OBJECT_KINDS } from '@holdfast/contracts';
import { checkObjectName, checkPrefix, objectMissing } from '../location/check-object.js';
import { folderFailure } from '../location/folder-failure.js';
import { realFiles } from '../location/folder-files.js';
import { FolderLayout } from '../location/folder-layout.js';
import { folderLocation } from '../location/folder-location.js';
import type { ListedObject } from '../location/location.js';
import type { ObjectPage, ServedStore } from './maintenance-store.js';

/** In the order of their names, so that a cursor can say where a page ended. */
const PLACES = ['config', ...[...OBJECT_KINDS, 'keys' as const].sort()].sort();

/** A repository's folder with the layout of `folderLocation`: what is served can be opened as it lies. */
export function servedStore(root: string): ServedStore {
  const location = folderLocation(root);
  const layout = new FolderLayout(root, realFiles);
  const base = layout.root;
  return {
    stat: (name) => location.stat(name),
    get: (name) => location.get(name),
    put: (name, object) => location.put(name, object),
    close: () => location.close(),

    async open(name, range) {
      const { start, end } = range ?? { start: 0, end: Number.MAX_SAFE_INTEGER };
      if (!Number.isSafeInteger(start) || start < 0 || !(end > start))
        throw new RangeError('not a range of bytes');
      try {
        const file = await realFiles.openFile(await layout.objectPath(name));
        if (file) return file.createReadStream({ start, end: end - 1 });
      } catch (error) {
        throw folderFailure(error, 'this location');
      }
      throw objectMissing(name, 'this location');
    },

    async list(prefix, cursor, limit): Promise<ObjectPage> {
      checkPrefix(prefix);
      const objects: ListedObject[] = [];
      for (const place of PLACES) {
        if (!mayHold(place, prefix) || (cursor !== undefined && isBefore(place, cursor))) continue;
        if (place !== 'config' && !(await layout.isFolder(place))) continue;
        for (const name of await namesBelow(base, place)) {
          if (!name.startsWith(prefix) || (cursor !== undefined && name <= cursor)) continue;
          if (objects.length === limit) return { objects, nextCursor: objects.at(-1)?.name ?? null };
          const size = await location.stat(name);
          if (size !== undefined) objects.push({ name, size });
        }
      }
      return { objects, nextCursor: null };
    },
  };
}

const mayHold = (place: string, prefix: string): boolean =>
  `${place}/`.startsWith(prefix) || prefix.startsWith(`${place}/`) || prefix === place;

/** Whether every name of a place comes before the cursor. */
const isBefore = (place: string, cursor: string): boolean => {
  const of = cursor.slice(0, cursor.indexOf('/') === -1 ? cursor.length : cursor.indexOf('/'));
  return place < of;
};

async function namesBelow(base: string, place: string): Promise<string[]> {
  if (place === 'config') return ['config'];
  try {
    const found = await readdir(join(base, place), { recursive: place === 'keys', withFileTypes: true });
    return found
      .filter((entry) => entry.isFile())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(base.length + 1)
          .replaceAll('\\', '/'),
      )
      .filter(isObjectName)
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw folderFailure(error, 'this location');
  }
}

function isObjectName(name: string): boolean {
  try {
    checkObjectName(name);
    return true;
  } catch {
    return false;
  }
}
