import { parseWrap } from '../crypto/wrap-object.js';
import { partsOfKeyName, ROSTER } from '../format/key-name.js';
import { StorageError } from '../storage-error.js';
import type { MaintenanceStore } from './maintenance-store.js';

const OF_CODE = /^recovery-code-[0-9a-f]{8}$/;
const PAGE = 1000;
/** A repository of ten years has some hundreds of wraps; a listing that does not end is not read on. */
const MOST_PAGES = 50;
/** One code at a time; two while one takes the other's place. */
const MOST_KEYS = 4;

/**
 * Public keys (X25519, 32 bytes) of the recovery codes that a repository's newest epoch is wrapped to, from the readable part
 * of the wraps: whoever removed a code began an epoch without it. What is no wrap is passed over. Nobody is trusted by
 * this: it tells which key a challenge is made for. docs/repository-format.md, Keys.
 *
 * @throws StorageError `location-unreachable`, `location-refused`
 */
export async function recoveryKeys(store: Pick<MaintenanceStore, 'list' | 'get'>): Promise<Buffer[]> {
  const names = await keyNames(store);
  const epochOf = (name: string): number => partsOfKeyName(name).epoch;
  const begun = names.filter((name) => partsOfKeyName(name).recipient === ROSTER).map(epochOf);
  const newest = Math.max(...(begun.length > 0 ? begun : names.map(epochOf)));
  const wraps = names.filter(
    (name) => epochOf(name) === newest && OF_CODE.test(partsOfKeyName(name).recipient),
  );
  const found = new Map<string, Buffer>();
  for (const name of wraps) {
    if (found.size === MOST_KEYS) break;
    const key = await codeKey(store, name);
    if (key) found.set(key.toString('hex'), key);
  }
  return [...found.values()];
}

async function keyNames(store: Pick<MaintenanceStore, 'list'>): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { objects, nextCursor } = await store.list('keys/', cursor, PAGE);
    names.push(...objects.map(({ name }) => name));
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return names;
}

async function codeKey(store: Pick<MaintenanceStore, 'get'>, name: string): Promise<Buffer | undefined> {
  try {
    const { recipient } = parseWrap(await store.get(name), name);
    return recipient.role === 'recovery-code' ? recipient.publicKey : undefined;
  } catch (error) {
    if (error instanceof StorageError && error.code.startsWith('object-')) return undefined;
    throw error;
  }
}
