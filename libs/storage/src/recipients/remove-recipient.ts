import { opensEverything } from '../crypto/recipient.js';
import type { Epoch } from '../crypto/repository-keys.js';
import { partsOfKeyName } from '../format/key-name.js';
import { removeObjects } from '../repository/remove-objects.js';
import { StorageError } from '../storage-error.js';
import { currentEpoch, type HeldKeys } from './epochs.js';
import { expectFullKey } from './full-key.js';
import { holdKeys, nowOf } from './hold-keys.js';
import { keyNames } from './key-objects.js';
import { everyEntry, listHeld } from './list-recipients.js';
import { readRecipients } from './read-recipients.js';
import type { RecipientsRequest, RecipientSummary, RemovedRecipient } from './recipient-door.js';
import { removeOutdated } from './remove-outdated.js';
import { rotateHeld } from './rotate-keys.js';

/**
 * Makes a recipient one no more: a new epoch begins at once that is not wrapped to it, and no later one is, whoever begins
 * it; then its wraps are taken away where the location lets them go. What it could open before, it can still open where it
 * kept its key and can read the location: contents of earlier epochs, and names and structure also of later snapshots,
 * since the repository secret stays. Removing one that is removed already takes away what is left of its wraps.
 * @throws StorageError `recipient-unknown`, `recipient-needed` when nobody else opens everything, `epoch-closed` for the
 * key of a service, `repository-busy` (retry helps), and all of `listRecipients`
 */
export async function removeRecipient(request: RecipientsRequest, id: string): Promise<RemovedRecipient> {
  return removeHeld(await holdKeys(request), nowOf(request), id);
}

export async function removeHeld(held: HeldKeys, now: Date, id: string): Promise<RemovedRecipient> {
  expectFullKey(held.own, 'Whoever removes a recipient sees to it that the others have everything');
  const settled = (await currentEpoch(held, now)).settled(held.keys);
  const { recipients: before } = await listHeld(held);
  const chosen = before.find((one) => one.id === id);
  const entry = (await everyEntry(held)).find((one) => one.id === id);
  if (!chosen || !entry) throw unknown(id);
  let newEpoch: number | undefined;
  if (chosen.standing !== 'removed') {
    expectAnother(before, chosen, settled);
    newEpoch = await rotateHeld(held, now, entry);
    // Somebody may have removed at the same moment who was to stay.
    if (!(await readRecipients(held.objects, held.keys)).isRemoved(entry.publicKey)) throw needed(chosen);
  }
  const { location } = held.objects;
  const wraps = (await keyNames(location)).filter((name) => partsOfKeyName(name).recipient === id);
  const stillStored = await removeObjects(location, wraps);
  const left = await readRecipients(held.objects, held.keys);
  await removeOutdated(held.objects, left);
  const removed = (await listHeld(held)).recipients.find((one) => one.id === id) ?? chosen;
  return { removed, newEpoch: newEpoch ?? left.newest, stillStored };
}

/** One that opens everything has to be left, and to have its wraps. */
function expectAnother(
  all: readonly RecipientSummary[],
  chosen: RecipientSummary,
  settled: readonly Epoch[],
): void {
  const isLeft = all.some(
    (one) =>
      one.id !== chosen.id &&
      one.standing === 'current' &&
      opensEverything(one) &&
      settled.every(({ number }) => one.epochs.includes(number)),
  );
  if (!isLeft) throw needed(chosen);
}

const unknown = (id: string): StorageError =>
  new StorageError(
    'recipient-unknown',
    `No recipient of this repository is called ${id}. Nothing was changed.`,
  );

const needed = ({ id }: RecipientSummary): StorageError =>
  new StorageError(
    'recipient-needed',
    `${id} is the last recipient that opens everything: without it nobody could restore. It stays. Add another first ` +
      '(a password, a recovery code or a key), then remove this one.',
  );
