import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { WrapObject } from '../crypto/wrap-object.js';
import { parseWrap, wrapIsAuthentic } from '../crypto/wrap-object.js';
import { partsOfKeyName } from '../format/key-name.js';
import type { Location } from '../location/location.js';
import type { ObjectStore } from '../repository/object-store.js';
import { StorageError } from '../storage-error.js';

/** A roster of 4,096 has 700 KB. */
const MAX_KEY_OBJECT_BYTES = 1024 * 1024;

/** Names of wraps and rosters, newest epoch first. What is too large to be one is passed over. */
export async function keyNames(location: Location): Promise<string[]> {
  const names: string[] = [];
  for await (const { name, size } of location.list('keys/'))
    if (size <= MAX_KEY_OBJECT_BYTES) names.push(name);
  return names.sort().reverse();
}

/** A wrap whose bytes are whole and whose name says what it is. `gone`: taken away since it was listed. */
export async function wholeWrap(
  objects: ObjectStore,
  name: string,
): Promise<WrapObject | 'damaged' | 'gone'> {
  try {
    const wrap = parseWrap(await objects.get(name), name);
    const { epoch, recipient } = partsOfKeyName(name);
    return wrap.epoch === epoch && wrap.recipient.id === recipient ? wrap : 'damaged';
  } catch (error) {
    if (error instanceof StorageError && error.code === 'object-missing') return 'gone';
    if (error instanceof StorageError && error.code.startsWith('object-')) return 'damaged';
    throw error;
  }
}

/** Whether somebody with the repository secret made it, for this repository. */
export function isOurs(wrap: WrapObject, keys: RepositoryKeys): boolean {
  return wrap.repositoryId.equals(keys.repositoryId) && wrapIsAuthentic(wrap, keys.recipientsKey);
}
