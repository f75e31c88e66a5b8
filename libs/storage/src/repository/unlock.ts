import { randomBytes } from 'node:crypto';
import type { KeyPair } from '../crypto/key-pair.js';
import { keyPairOf } from '../crypto/key-pair.js';
import type { ScryptCost } from '../crypto/password-key.js';
import { passwordKeyPair, SCRYPT_COST } from '../crypto/password-key.js';
import { recoveryCodeKeyPair } from '../crypto/recovery-code.js';
import type { Epoch } from '../crypto/repository-keys.js';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import type { StoredRecipient, WrapObject } from '../crypto/wrap-object.js';
import { openWrap, parseWrap, recipientId, wrapIsAuthentic } from '../crypto/wrap-object.js';
import { damaged } from '../format/damaged.js';
import { StorageError } from '../storage-error.js';
import type { ObjectStore } from './object-store.js';
import type { Recipient, Unlock } from './opening.js';

/** A repository has one salt a password; more would be a bucket's operator making this computer burn time. */
const MAX_PASSWORDS = 8;

/** @throws StorageError `wrong-key` for words that are no recovery code */
export async function storedRecipient(recipient: Recipient): Promise<StoredRecipient> {
  if (recipient.kind === 'password') {
    const cost: ScryptCost = { salt: randomBytes(32), ...SCRYPT_COST };
    const { publicKey } = await passwordKeyPair(recipient.password, cost);
    return {
      kind: 'password',
      id: recipientId('password', publicKey),
      publicKey: Buffer.from(publicKey),
      cost,
    };
  }
  if (recipient.kind === 'key') {
    const publicKey = Buffer.from(recipient.publicKey);
    return { kind: 'key', id: recipientId(recipient.name, publicKey), publicKey };
  }
  const pair = recoveryCodeKeyPair(recipient.words);
  if (!pair) throw notARecoveryCode();
  return {
    kind: 'recovery-code',
    id: recipientId('recovery-code', pair.publicKey),
    publicKey: Buffer.from(pair.publicKey),
  };
}

function notARecoveryCode(): StorageError {
  return new StorageError(
    'wrong-key',
    'These are not the 12 words of a recovery code. Check each word and their order; nothing was changed.',
  );
}

export interface Unlocked {
  readonly keys: RepositoryKeys;
  /** Names of wraps that could not be read, for verify. */
  readonly damagedWraps: readonly string[];
}

/**
 * Opens every epoch that this key can. A key that fits no wrap is wrong; when a wrap is damaged and none fits, that is
 * said instead, since the right key may be the one to the damaged wrap.
 * @throws StorageError `wrong-key`, `object-altered`, `not-a-repository`, `format-unsupported`
 */
export async function unlockRepository(
  objects: ObjectStore,
  unlock: Unlock,
  repositoryId: Buffer | undefined,
): Promise<Unlocked> {
  const wraps: { name: string; wrap: WrapObject }[] = [];
  const damagedWraps: string[] = [];
  for await (const { name } of objects.location.list('keys/')) {
    try {
      wraps.push({ name, wrap: parseWrap(await objects.get(name), name) });
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'object-altered') throw error;
      damagedWraps.push(name);
    }
  }
  // A creation that was cut off leaves wraps of another id behind.
  const ours = wraps.filter(
    ({ wrap }) => repositoryId === undefined || wrap.repositoryId.equals(repositoryId),
  );
  const pairs = await candidatePairs(unlock, ours);
  let keys: RepositoryKeys | undefined;
  const epochs: Epoch[] = [];
  for (const { name, wrap } of ours) {
    const pair = pairs.find(({ publicKey }) => wrap.recipient.publicKey.equals(publicKey));
    if (!pair) continue;
    const { secret, epoch } = openWrap(wrap, pair.privateKey, name);
    keys ??= new RepositoryKeys(wrap.repositoryId, secret, []);
    // Whoever runs the location knows our public key, so only the recipients' MAC says who made a wrap.
    if (!keys.secret.equals(secret) || !wrapIsAuthentic(wrap, keys.recipientsKey)) throw damaged(name);
    epochs.push(epoch);
  }
  for (const epoch of epochs) keys?.addEpoch(epoch);
  if (keys) return { keys, damagedWraps };
  if (damagedWraps.length > 0) throw damaged(damagedWraps.join(', '));
  if (ours.length === 0) throw notARepository(objects.location.place);
  throw new StorageError(
    'wrong-key',
    'This password, key or recovery code does not open the repository. Nothing was changed. Check which one belongs to it.',
  );
}

export function notARepository(place: string): StorageError {
  return new StorageError(
    'not-a-repository',
    `There is no Holdfast repository at ${place}. Check the address, or make one there with "holdfast init".`,
  );
}

async function candidatePairs(unlock: Unlock, wraps: readonly { wrap: WrapObject }[]): Promise<KeyPair[]> {
  if (unlock.kind === 'key') return [keyPairOf(unlock.privateKey)];
  if (unlock.kind === 'recovery-code') {
    const pair = recoveryCodeKeyPair(unlock.words);
    if (!pair) throw notARecoveryCode();
    return [pair];
  }
  const costs = new Map<string, ScryptCost>();
  for (const { wrap } of wraps) {
    const cost = wrap.recipient.cost;
    if (cost) costs.set([Buffer.from(cost.salt).toString('hex'), cost.logN, cost.r, cost.p].join(), cost);
  }
  const pairs: KeyPair[] = [];
  for (const cost of [...costs.values()].slice(0, MAX_PASSWORDS)) {
    pairs.push(await passwordKeyPair(unlock.password, cost));
  }
  return pairs;
}
