import { randomBytes } from 'node:crypto';
import { opensEverything } from '../crypto/recipient.js';
import type { Epoch, RepositoryKeys } from '../crypto/repository-keys.js';
import { epochId } from '../crypto/repository-keys.js';
import type { RosterEntry } from '../crypto/roster-object.js';
import { encodeRoster } from '../crypto/roster-object.js';
import { encodeWrap } from '../crypto/wrap-object.js';
import { damaged } from '../format/damaged.js';
import { NotKept } from '../repository/not-kept.js';
import type { ObjectStore } from '../repository/object-store.js';
import { StorageError } from '../storage-error.js';
import type { OwnKey } from './own-wraps.js';
import { openNewWraps } from './own-wraps.js';
import { readRecipients } from './read-recipients.js';
import type { UsableEpoch } from './recipients.js';
import { mergeEntries, Recipients } from './recipients.js';
import { removeOutdated } from './remove-outdated.js';

export const EPOCH_MS = 30 * 24 * 3600 * 1000;

/** Others may begin epochs at the same moment; more often than this is no coincidence. */
const MOST_TRIES = 16;

/** An open repository, as far as its recipients are concerned. */
export interface HeldKeys {
  readonly objects: ObjectStore;
  readonly keys: RepositoryKeys;
  readonly own: OwnKey;
}

/**
 * Chooses the epoch to write under, and begins a new one when the newest is 30 days old, cannot be opened, or can be
 * opened by somebody who was removed. Nobody needs to be present. What recipients lack is put there on the way: whoever
 * opens everything gives them every epoch that they have no wrap of. Answers with who they are now.
 * @throws StorageError `wrong-key` when the recipient in use was removed, `repository-busy` (retry helps), the location's
 */
export async function currentEpoch(held: HeldKeys, now: Date): Promise<Recipients> {
  const { keys, own } = held;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const recipients = await lookAgain(held);
    const usable = recipients.usableEpoch(keys);
    if (!usable || now.getTime() - usable.epoch.createdAtMs >= EPOCH_MS) {
      await beginEpoch(held, recipients, now);
    } else if (!(await giveWhatIsLacking(held, recipients, usable))) {
      keys.writeUnder(usable.epoch);
      if (!opensEverything(own.recipient)) keys.keepOnly(usable.epoch);
      return removeOutdated(held.objects, recipients);
    }
  }
  throw new StorageError(
    'repository-busy',
    'Others change who may open this repository again and again at this moment. Nothing was written under a key that is ' +
      'not settled. Run the same command again.',
    { retryHelps: true },
  );
}

/** Reads rosters and new wraps. @throws StorageError `wrong-key` when the recipient in use was removed */
export async function lookAgain({ objects, keys, own }: HeldKeys): Promise<Recipients> {
  const recipients = await readRecipients(objects, keys);
  refuseRemoved(recipients, own);
  await openNewWraps(objects, keys, own, recipients.names);
  return recipients;
}

/** Its wraps may lie where nobody can take them away: then this is what makes it count no more. */
export function refuseRemoved(recipients: Recipients, { recipient }: Pick<OwnKey, 'recipient'>): void {
  if (!recipients.isRemoved(recipient.publicKey)) return;
  throw new StorageError(
    'wrong-key',
    `${recipient.id} was removed from the recipients of this repository and opens it no more. Nothing was changed.`,
  );
}

export interface BeginEpoch {
  /** Removed with it: it is not wrapped to this one. */
  readonly leaving?: RosterEntry;
  /** Begins one also where somebody else has just begun another. */
  readonly isAskedFor?: boolean;
}

/**
 * Wraps a new key to every recipient, looks once more who they are, and stores the roster that makes it the newest. A
 * removal in between means that it is never used, so that the one removed opens no epoch that began later. False: it is
 * to be tried again.
 */
export async function beginEpoch(
  { objects, keys, own }: HeldKeys,
  recipients: Recipients,
  now: Date,
  { leaving, isAskedFor }: BeginEpoch = {},
): Promise<boolean> {
  const nowMs = Math.max(0, now.getTime());
  const entries = without(recipients.toWriteDown(), leaving, nowMs);
  const staying = entries.filter(({ removedAtMs }) => removedAtMs === undefined);
  if (staying.length === 0) throw damaged('The list of recipients');
  const numbers = keys.openEpochs().map(({ number }) => number);
  // Beside those seen: another workstation may have begun one that this recipient cannot open.
  const number = Math.max(recipients.newest, ...numbers) + 1;
  const epoch = { number, key: randomBytes(32), createdAtMs: nowMs };
  await wrapTo(objects, keys, epoch, staying);
  const again = await lookAgain({ objects, keys, own });
  const merged = mergeEntries([...again.toWriteDown(), ...entries]);
  const after = new Recipients(again.names, again.rosters, merged);
  if (staying.some(({ publicKey }) => after.isRemoved(publicKey))) return false;
  const isBegunByAnother = again.newest > recipients.newest && again.usableEpoch(keys) !== undefined;
  if (isBegunByAnother && !isAskedFor) return false;
  const isNew = (one: RosterEntry): boolean =>
    !staying.some(({ publicKey }) => publicKey.equals(one.publicKey));
  await wrapTo(objects, keys, epoch, after.current.filter(isNew));
  await storeRoster({ objects, keys }, epoch, after.toWriteDown());
  keys.addEpoch(epoch);
  return true;
}

function without(
  entries: readonly RosterEntry[],
  leaving: RosterEntry | undefined,
  nowMs: number,
): RosterEntry[] {
  if (!leaving) return [...entries];
  const staying = entries.filter(({ publicKey }) => !publicKey.equals(leaving.publicKey));
  return [...staying, { ...leaving, removedAtMs: Math.max(1, nowMs) }];
}

/** True when something was stored: then it is looked once more. */
async function giveWhatIsLacking(
  { objects, keys, own }: HeldKeys,
  recipients: Recipients,
  usable: UsableEpoch,
): Promise<boolean> {
  let stored = false;
  // An agent's service has the newest epoch only, and can give no other.
  for (const epoch of opensEverything(own.recipient) ? recipients.settled(keys) : []) {
    if (epoch === usable.epoch) continue;
    const lacking = recipients.current.filter(
      (entry) => opensEverything(entry) && !recipients.hasWrap(epoch.number, entry.id),
    );
    await wrapTo(objects, keys, epoch, lacking);
    stored ||= lacking.length > 0;
  }
  const lacking = recipients.lacking(usable);
  if (lacking.length === 0) return stored;
  await wrapTo(objects, keys, usable.epoch, lacking);
  await storeRoster({ objects, keys }, usable.epoch, recipients.toWriteDown());
  return true;
}

export async function wrapTo(
  objects: ObjectStore,
  keys: RepositoryKeys,
  epoch: Epoch,
  recipients: readonly RosterEntry[],
): Promise<void> {
  for (const recipient of recipients) {
    const { name, bytes } = encodeWrap(keys, epoch, recipient);
    try {
      await objects.put(name, bytes);
    } catch (error) {
      // Who has removed this recipient meanwhile has taken it away. The next look says so, or finds it lacking.
      if (!(error instanceof NotKept) || (await objects.location.stat(name)) !== undefined) throw error;
    }
  }
}

export async function storeRoster(
  { objects, keys }: Pick<HeldKeys, 'objects' | 'keys'>,
  epoch: Epoch,
  entries: readonly RosterEntry[],
): Promise<void> {
  const { name, bytes } = encodeRoster(keys, { epoch: epoch.number, epochId: epochId(epoch), entries });
  await objects.put(name, bytes);
}
