import type { RosterEntry } from '../crypto/roster-object.js';
import { StorageError } from '../storage-error.js';
import { beginEpoch, currentEpoch, lookAgain, type HeldKeys } from './epochs.js';
import { holdKeys, nowOf } from './hold-keys.js';
import { readRecipients } from './read-recipients.js';
import type { RecipientsRequest } from './recipient-door.js';
import { removeOutdated } from './remove-outdated.js';

const MOST_TRIES = 16;

/**
 * Begins a new epoch now, wrapped to every recipient: what is stored from now on is sealed under a new key. Nothing that
 * is stored already is sealed anew, and the repository secret stays. Answers with the number of the epoch.
 * @throws StorageError `wrong-key`, `not-a-repository`, `format-unsupported`, `object-altered`, `repository-busy`, and the
 * location's
 */
export async function rotateKeys(request: RecipientsRequest): Promise<{ readonly newEpoch: number }> {
  const held = await holdKeys(request);
  const newEpoch = await rotateHeld(held, nowOf(request));
  await removeOutdated(held.objects, await readRecipients(held.objects, held.keys));
  return { newEpoch };
}

/** `leaving`: a recipient that the new epoch is not wrapped to, nor any later one. */
export async function rotateHeld(held: HeldKeys, now: Date, leaving?: RosterEntry): Promise<number> {
  // First of all those who stay have everything.
  await currentEpoch(held, now);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const recipients = await lookAgain(held);
    const asked = { isAskedFor: true, ...(leaving ? { leaving } : {}) };
    if (await beginEpoch(held, recipients, now, asked))
      return Math.max(...held.keys.openEpochs().map(({ number }) => number));
  }
  throw new StorageError(
    'repository-busy',
    'Others change who may open this repository again and again at this moment. Run the same command again.',
    { retryHelps: true },
  );
}
