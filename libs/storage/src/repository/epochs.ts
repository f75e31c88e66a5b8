import { randomBytes } from 'node:crypto';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { StoredRecipient } from '../crypto/wrap-object.js';
import { encodeWrap, parseWrap, wrapIsAuthentic } from '../crypto/wrap-object.js';
import { damaged } from '../format/damaged.js';
import { StorageError } from '../storage-error.js';
import type { ObjectStore } from './object-store.js';

export const EPOCH_MS = 30 * 24 * 3600 * 1000;

/** Wraps whose bytes are whole and that somebody with the repository secret made. */
export async function authenticWraps(
  objects: ObjectStore,
  keys: RepositoryKeys,
): Promise<{ name: string; epoch: number; recipient: StoredRecipient }[]> {
  const found = [];
  for await (const { name } of objects.location.list('keys/')) {
    try {
      const wrap = parseWrap(await objects.get(name), name);
      if (!wrap.repositoryId.equals(keys.repositoryId)) continue;
      if (wrapIsAuthentic(wrap, keys.recipientsKey)) found.push({ name, ...wrap });
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'object-altered') throw error;
    }
  }
  return found;
}

/**
 * Begins a new epoch when the newest is 30 days old, wrapped to every recipient of any epoch, with nobody present.
 * The key is used only once all wraps are stored. Answers with the names of all wraps.
 */
export async function renewEpoch(objects: ObjectStore, keys: RepositoryKeys, now: Date): Promise<string[]> {
  const wraps = await authenticWraps(objects, keys);
  const names = wraps.map(({ name }) => name);
  const newest = keys.newestEpoch();
  if (now.getTime() - newest.createdAtMs < EPOCH_MS) return names;
  const recipients = new Map(wraps.map(({ recipient }) => [recipient.id, recipient]));
  if (recipients.size === 0) throw damaged('The list of recipients');
  // Another workstation may have begun an epoch that this recipient cannot open; numbers are never used twice.
  const number = Math.max(newest.number, ...wraps.map(({ epoch }) => epoch)) + 1;
  const epoch = { number, key: randomBytes(32), createdAtMs: now.getTime() };
  for (const recipient of recipients.values()) {
    const { name, bytes } = encodeWrap(keys, epoch, recipient);
    await objects.put(name, bytes);
    names.push(name);
  }
  keys.addEpoch(epoch);
  return names;
}
