import { opensEverything, type StoredRecipient } from '../crypto/recipient.js';
import type { Recipient } from '../repository/opening.js';
import { StorageError } from '../storage-error.js';
import type { HeldKeys } from './epochs.js';
import { currentEpoch, storeRoster, wrapTo } from './epochs.js';
import { expectFullKey } from './full-key.js';
import { holdKeys, nowOf } from './hold-keys.js';
import { listHeld } from './list-recipients.js';
import type { RecipientsRequest, RecipientSummary } from './recipient-door.js';
import type { Recipients } from './recipients.js';
import { storedRecipient } from './stored-recipient.js';

/**
 * Lets one more recipient open a repository: every epoch that `unlock` opens is wrapped to it (to an agent's service, the
 * newest alone), and each later epoch will be. Adding one that is there already gives it what it lacks, so that a call
 * which was cut off is made again; a password is a new recipient each time, since it gets a salt of its own.
 * @throws StorageError `wrong-key`, `epoch-closed` for the key of a service, `recipient-removed` for a key that was removed
 * before, `not-a-repository`, `format-unsupported`, `object-altered`, `repository-busy`, and the location's
 */
export async function addRecipient(
  request: RecipientsRequest,
  recipient: Recipient,
): Promise<RecipientSummary> {
  const held = await holdKeys(request);
  expectFullKey(held.own, 'A new recipient is given every epoch');
  return addHeld(held, nowOf(request), await storedRecipient(recipient));
}

export async function addHeld(held: HeldKeys, now: Date, added: StoredRecipient): Promise<RecipientSummary> {
  const { objects, keys } = held;
  const recipients = await currentEpoch(held, now);
  refuseReturn(recipients, added);
  const newest = keys.newestEpoch();
  const entry = { ...added, ...recipients.find(added.publicKey), sinceMs: Math.max(0, now.getTime()) };
  const summary = async (): Promise<RecipientSummary | undefined> =>
    (await listHeld(held)).recipients.find(({ id }) => id === entry.id);
  const has = (await summary())?.epochs ?? [];
  for (const epoch of opensEverything(entry) ? recipients.settled(keys) : [newest])
    if (!has.includes(epoch.number)) await wrapTo(objects, keys, epoch, [entry]);
  if (!recipients.find(entry.publicKey)) {
    // Only now is it one: an epoch that somebody else begins from here on is wrapped to it.
    await storeRoster(held, newest, [...recipients.toWriteDown(), entry]);
    // And one that somebody else began meanwhile is given to it here.
    await currentEpoch(held, now);
  }
  return (await summary())!;
}

function refuseReturn(recipients: Recipients, added: StoredRecipient): void {
  const known = recipients.find(added.publicKey);
  if (!known || (known.role === added.role && !recipients.isRemoved(added.publicKey))) return;
  throw new StorageError(
    'recipient-removed',
    recipients.isRemoved(added.publicKey)
      ? `This key was removed from the repository before, as ${known.id}, and does not come back. Nothing was changed. ` +
          'Make a new key, password or recovery code and add that.'
      : `This key is a recipient already, as ${known.id} (${known.role}). Nothing was changed. Use another key, or remove that one.`,
  );
}
