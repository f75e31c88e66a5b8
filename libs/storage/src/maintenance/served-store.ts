import { open, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { OBJECT_KINDS } from '@holdfast/contracts';
import { checkObjectName, checkPrefix, objectMissing } from '../location/check-object.js';
import { folderFailure } from '../location/folder-failure.js';
import { folderLocation } from '../location/folder-location.js';
import type { ListedObject } from '../location/location.js';
import type { ObjectPage, ServedStore } from './maintenance-store.js';

/** In the order of their names, so that a cursor can say where a page ended. */
const PLACES = ['config', ...[...OBJECT_KINDS, 'keys' as const].sort()].sort();

/** A repository's folder with the layout of `folderLocation`: what is served can be opened as it lies. */
export function servedStore(root: string): ServedStore {
  const location = folderLocation(root);
  const base = resolve(root);
  return {
    stat: (name) => location.stat(name),
    get: (name) => location.get(name),
    put: (name, object) => location.put(name, object),
    close: () => location.close(),

    async open(name, range) {
      checkObjectName(name);
      try {
        const file = await open(join(base, ...name.split('/')), 'r');
        return file.createReadStream(range ? { start: range.start, end: range.end - 1 } : {});
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw objectMissing(name, 'this location');
        throw folderFailure(error, 'this location');
      }
    },

    async list(prefix, cursor, limit): Promise<ObjectPage> {
      checkPrefix(prefix);
      const objects: ListedObject[] = [];
      for (const place of PLACES) {
        if (!mayHold(place, prefix) || (cursor !== undefined && isBefore(place, cursor))) continue;
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
