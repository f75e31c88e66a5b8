import type { KeyPair } from '../crypto/key-pair.js';
import { idEnding, opensEverything, type StoredRecipient } from '../crypto/recipient.js';
import type { Epoch } from '../crypto/repository-keys.js';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import type { WrapObject } from '../crypto/wrap-object.js';
import { openWrap, wrapIsAuthentic } from '../crypto/wrap-object.js';
import { partsOfKeyName } from '../format/key-name.js';
import type { ObjectStore } from '../repository/object-store.js';
import { StorageError } from '../storage-error.js';
import { inParallel } from '../in-parallel.js';
import { isOurs, wholeWrap } from './key-objects.js';

/** Wraps are small: what takes time is the way there and back. */
const AT_ONCE = 8;

/** The recipient that opened the repository, and its private half. */
export interface OwnKey {
  readonly pair: KeyPair;
  readonly recipient: StoredRecipient;
  /** Names of wraps that were looked at. */
  readonly seen: Set<string>;
}

export type NamedWraps = Map<string, WrapObject>;

/** Those of these wraps that are whole, newest epoch first, and the names of those that are not. */
export async function readWraps(
  objects: ObjectStore,
  names: readonly string[],
): Promise<{ wraps: NamedWraps; damaged: string[] }> {
  const found = new Map<string, Awaited<ReturnType<typeof wholeWrap>>>();
  await inParallel(names, AT_ONCE, async (name) => {
    found.set(name, await wholeWrap(objects, name));
  });
  const wraps: NamedWraps = new Map();
  const damaged: string[] = [];
  for (const name of names) {
    const wrap = found.get(name)!;
    if (wrap === 'damaged') damaged.push(name);
    else if (wrap !== 'gone') wraps.set(name, wrap);
  }
  return { wraps, damaged };
}

/** Names that promise a wrap to this key. */
export function namesOf(publicKey: Uint8Array, names: readonly string[]): string[] {
  const ending = idEnding(publicKey);
  return names.filter((name) => partsOfKeyName(name).recipient.endsWith(ending));
}

/**
 * Opens the wraps to one key. Whoever runs the location knows its public half, so what does not open, or was not made by
 * somebody who knows the secret in it, goes to `damaged`; an agent's service gets its newest epoch and no other.
 * @throws StorageError `object-altered` where wraps hold two different secrets
 */
export function openWraps(
  pair: KeyPair,
  wraps: NamedWraps,
  damaged: string[],
): { keys: RepositoryKeys; recipient: StoredRecipient } | undefined {
  let keys: RepositoryKeys | undefined;
  let recipient: StoredRecipient | undefined;
  const epochs: Epoch[] = [];
  for (const [name, wrap] of wraps) {
    if (!wrap.recipient.publicKey.equals(pair.publicKey)) continue;
    const opened = tryOpen(wrap, pair, name);
    const its = opened && new RepositoryKeys(wrap.repositoryId, opened.secret, []);
    if (!opened || !wrapIsAuthentic(wrap, its!.recipientsKey)) {
      damaged.push(name);
      continue;
    }
    keys ??= its!;
    recipient ??= wrap.recipient;
    if (!keys.secret.equals(opened.secret)) throw twoSecrets(name);
    epochs.push(opened.epoch);
  }
  if (!keys || !recipient) return undefined;
  const newest = Math.max(...epochs.map(({ number }) => number));
  for (const epoch of epochs) if (opensEverything(recipient) || epoch.number === newest) keys.addEpoch(epoch);
  return { keys, recipient };
}

/** Takes over epochs that came since the repository was opened. */
export async function openNewWraps(
  objects: ObjectStore,
  keys: RepositoryKeys,
  own: OwnKey,
  names: readonly string[],
): Promise<void> {
  const fresh = namesOf(own.pair.publicKey, names).filter((name) => !own.seen.has(name));
  const { wraps } = await readWraps(objects, fresh);
  const newest = keys.newestEpoch().number;
  for (const name of fresh) own.seen.add(name);
  for (const [name, wrap] of wraps) {
    if (!isOurs(wrap, keys)) continue;
    const opened = tryOpen(wrap, own.pair, name);
    if (!opened?.secret.equals(keys.secret)) continue;
    if (opensEverything(own.recipient) || opened.epoch.number >= newest) keys.addEpoch(opened.epoch);
  }
}

function tryOpen(wrap: WrapObject, pair: KeyPair, name: string): ReturnType<typeof openWrap> | undefined {
  try {
    return openWrap(wrap, pair.privateKey, name);
  } catch (error) {
    if (error instanceof StorageError && error.code === 'object-altered') return undefined;
    throw error;
  }
}

const twoSecrets = (name: string): StorageError =>
  new StorageError(
    'object-altered',
    `Two wraps to this key hold different secrets; one of them is ${name}. Somebody who can write at the location put one ` +
      'of them there. Nothing was read and nothing was changed. Compare keys/ with another copy of the repository.',
  );
