import type { KeyPair } from '../crypto/key-pair.js';
import { keyPairOf } from '../crypto/key-pair.js';
import type { ScryptCost } from '../crypto/password-key.js';
import { isBoundedCost, passwordKeyPair } from '../crypto/password-key.js';
import { recoveryCodeKeyPair } from '../crypto/recovery-code.js';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { damaged } from '../format/damaged.js';
import { partsOfKeyName } from '../format/key-name.js';
import { refuseRemoved } from '../recipients/epochs.js';
import { keyNames } from '../recipients/key-objects.js';
import type { NamedWraps, OwnKey } from '../recipients/own-wraps.js';
import { namesOf, openWraps, readWraps } from '../recipients/own-wraps.js';
import { readRecipients } from '../recipients/read-recipients.js';
import { notARecoveryCode } from '../recipients/stored-recipient.js';
import { StorageError } from '../storage-error.js';
import type { ObjectStore } from './object-store.js';
import type { Unlock } from './opening.js';

/** A repository has one salt a password; more would be a bucket's operator making this computer burn time. */
const MAX_PASSWORDS = 8;

export interface Unlocked {
  readonly keys: RepositoryKeys;
  readonly own: OwnKey;
  /** Names of wraps to this key that could not be read, for verify. */
  readonly damagedWraps: readonly string[];
}

/**
 * Opens every epoch that this key can. Only the wraps that may be to it are read, so a damaged one of somebody else is no
 * matter. A key that fits no wrap is wrong; when one that may have been its own is damaged, that is said instead.
 * @throws StorageError `wrong-key` (also for a recipient that was removed), `object-altered`, `not-a-repository`,
 * `format-unsupported`
 */
export async function unlockRepository(
  objects: ObjectStore,
  unlock: Unlock,
  repositoryId: Buffer | undefined,
): Promise<Unlocked> {
  const names = await keyNames(objects.location);
  if (names.length === 0) throw notARepository(objects.location.place);
  const pair = pairOf(unlock);
  const candidates = pair
    ? namesOf(pair.publicKey, names)
    : names.filter((name) => partsOfKeyName(name).recipient.startsWith('password-'));
  const { wraps, damaged: unread } = await readWraps(objects, candidates);
  // A creation that was cut off leaves wraps of another id behind, and another repository's may have been brought here.
  if (repositoryId)
    for (const [name, wrap] of wraps) if (!wrap.repositoryId.equals(repositoryId)) wraps.delete(name);
  const fitting =
    pair ?? (unlock.kind === 'password' ? await pairOfPassword(unlock.password, wraps, unread) : undefined);
  const opened = fitting && openWraps(fitting, wraps, unread);
  if (!fitting || !opened) {
    if (unread.length > 0) throw damaged(unread.join(', '));
    throw wrongKey();
  }
  const own = { pair: fitting, recipient: opened.recipient, seen: new Set(candidates) };
  refuseRemoved(await readRecipients(objects, opened.keys), own);
  return { keys: opened.keys, own, damagedWraps: unread };
}

const wrongKey = (): StorageError =>
  new StorageError(
    'wrong-key',
    'This password, key or recovery code does not open the repository. Nothing was changed. Check which one belongs to it.',
  );

export function notARepository(place: string): StorageError {
  return new StorageError(
    'not-a-repository',
    `There is no Holdfast repository at ${place}. Check the address, or make one there with "holdfast init".`,
  );
}

/** Undefined for a password, whose key depends on what is stored. */
function pairOf(unlock: Unlock): KeyPair | undefined {
  if (unlock.kind === 'password') return undefined;
  if (unlock.kind === 'key') return keyPairOf(unlock.privateKey);
  const pair = recoveryCodeKeyPair(unlock.words);
  if (!pair) throw notARecoveryCode();
  return pair;
}

/**
 * Tries the password with each stored salt, those of the newest epoch first. Nothing can be authenticated before, so what
 * would take too much memory, and more than eight, count as damaged.
 */
async function pairOfPassword(
  password: Uint8Array,
  wraps: NamedWraps,
  unread: string[],
): Promise<KeyPair | undefined> {
  const costs = new Map<string, { cost: ScryptCost; name: string }>();
  for (const [name, { recipient }] of wraps) {
    const { cost } = recipient;
    if (!cost) continue;
    if (!isBoundedCost(cost)) unread.push(name);
    else
      costs.set([Buffer.from(cost.salt).toString('hex'), cost.logN, cost.r, cost.p].join(), { cost, name });
  }
  const all = [...costs.values()];
  for (const { cost } of all.slice(0, MAX_PASSWORDS)) {
    const pair = await passwordKeyPair(password, cost);
    for (const { recipient } of wraps.values()) if (recipient.publicKey.equals(pair.publicKey)) return pair;
  }
  unread.push(...all.slice(MAX_PASSWORDS).map(({ name }) => name));
  return undefined;
}
