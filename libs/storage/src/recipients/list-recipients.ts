import type { RepositoryKeys } from '../crypto/repository-keys.js';
import type { RosterEntry } from '../crypto/roster-object.js';
import { partsOfKeyName, ROSTER } from '../format/key-name.js';
import type { ObjectStore } from '../repository/object-store.js';
import type { HeldKeys } from './epochs.js';
import { holdKeys } from './hold-keys.js';
import { isOurs } from './key-objects.js';
import { readWraps, type NamedWraps } from './own-wraps.js';
import { readRecipients } from './read-recipients.js';
import type { RecipientList, RecipientsRequest, RecipientSummary } from './recipient-door.js';
import type { Recipients } from './recipients.js';
import { mergeEntries } from './recipients.js';

/**
 * Who may open a repository. Every wrap is read and believed only when somebody with the repository secret made it; all
 * others are named.
 * @throws StorageError `wrong-key`, `not-a-repository`, `format-unsupported`, `object-altered`, `location-unreachable`
 */
export async function listRecipients(request: RecipientsRequest): Promise<RecipientList> {
  return listHeld(await holdKeys(request));
}

export async function listHeld({ objects, keys, own }: HeldKeys): Promise<RecipientList> {
  const recipients = await readRecipients(objects, keys);
  const { wraps, forged, damaged } = await readAllWraps(objects, keys, recipients);
  const usable = recipients.usableEpoch(keys)?.epoch;
  return {
    repositoryId: keys.repositoryId.toString('hex'),
    recipients: allEntries(recipients, wraps)
      .map((entry) => summary(entry, recipients, wraps, own.recipient.publicKey))
      .sort(byStanding),
    ...(usable ? { newestEpoch: { number: usable.number, began: new Date(usable.createdAtMs) } } : {}),
    epochs: new Set([...wraps.values()].map(({ epoch }) => epoch)).size,
    forged,
    damaged,
  };
}

/** With those to whom was wrapped by somebody who did not get to the end. */
export async function everyEntry({ objects, keys }: HeldKeys): Promise<RosterEntry[]> {
  const recipients = await readRecipients(objects, keys);
  return allEntries(recipients, (await readAllWraps(objects, keys, recipients)).wraps);
}

async function readAllWraps(objects: ObjectStore, keys: RepositoryKeys, recipients: Recipients) {
  const places = recipients.names.filter((name) => partsOfKeyName(name).recipient !== ROSTER);
  const read = await readWraps(objects, places);
  const wraps: NamedWraps = new Map();
  const forged: string[] = [];
  for (const [name, wrap] of read.wraps) {
    if (isOurs(wrap, keys)) wraps.set(name, wrap);
    else if (wrap.repositoryId.equals(keys.repositoryId)) forged.push(name);
  }
  return { wraps, forged, damaged: [...read.damaged, ...recipients.damagedRosters] };
}

function allEntries(recipients: Recipients, wraps: NamedWraps): RosterEntry[] {
  const unfinished = [...wraps.values()].filter(({ recipient }) => !recipients.find(recipient.publicKey));
  return [
    ...recipients.entries,
    ...mergeEntries(unfinished.map(({ recipient }) => ({ ...recipient, sinceMs: 0 }))),
  ];
}

function summary(
  { id, role, publicKey, sinceMs, removedAtMs }: RosterEntry,
  recipients: Recipients,
  wraps: NamedWraps,
  inUse: Buffer,
): RecipientSummary {
  const its = [...wraps.values()].filter(({ recipient }) => recipient.publicKey.equals(publicKey));
  const isRemoved = recipients.isRemoved(publicKey);
  return {
    id,
    role,
    standing: isRemoved ? 'removed' : recipients.find(publicKey) ? 'current' : 'unfinished',
    ...(sinceMs > 0 ? { since: new Date(sinceMs) } : {}),
    ...(isRemoved && removedAtMs ? { removedAt: new Date(removedAtMs) } : {}),
    epochs: [...new Set(its.map(({ epoch }) => epoch))].sort((a, b) => a - b),
    isInUse: publicKey.equals(inUse),
  };
}

const STANDINGS = ['current', 'unfinished', 'removed'];

const byStanding = (a: RecipientSummary, b: RecipientSummary): number =>
  STANDINGS.indexOf(a.standing) - STANDINGS.indexOf(b.standing) ||
  (a.since?.getTime() ?? 0) - (b.since?.getTime() ?? 0);
