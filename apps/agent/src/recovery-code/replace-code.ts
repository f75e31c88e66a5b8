import type { Location, Unlock } from '@holdfast/storage';
import {
  addRecipient,
  listRecipients,
  removeRecipient,
  replaceRecipient,
  shareRecipients,
} from '@holdfast/storage';
import type { Enrolment } from '../managed/enrolment.js';
import { ownInterim } from '../managed/interim-place.js';
import type { ManagedPlace } from '../managed/managed-repository.js';
import { ownKey } from '../managed/managed-repository.js';

/** What a replacement did, for people. */
export interface ReplacedCode {
  /** Ids of codes that open nothing more of what is stored from now on. */
  readonly removed: readonly string[];
}

const currentCodes = async (location: Location, unlock: Unlock): Promise<string[]> =>
  (await listRecipients({ location, unlock })).recipients
    .filter(({ role, standing }) => role === 'recovery-code' && standing !== 'removed')
    .map(({ id }) => id);

/**
 * Puts a code in the place of all that there are, in the main repository and in those that this workstation wrote to while it
 * waited: the new one is proven to open everything before an old one goes, and a new epoch begins without it.
 * @throws StorageError as `replaceRecipient`
 */
export async function replaceCode(
  place: ManagedPlace,
  enrolment: Enrolment,
  words: string,
): Promise<ReplacedCode> {
  const { location } = place;
  const unlock = ownKey(enrolment);
  const recipient = { kind: 'recovery-code', words } as const;
  const old = await currentCodes(location, unlock);
  if (old.length === 0) await addRecipient({ location, unlock }, recipient);
  for (const id of old) await replaceRecipient({ location, unlock }, recipient, id);
  for (const own of await ownInterim(place, enrolment)) await replaceThere(place, own.location, unlock, old);
  return { removed: old };
}

async function replaceThere(
  main: ManagedPlace,
  location: Location,
  unlock: Unlock,
  old: readonly string[],
): Promise<void> {
  const request = { location, unlock };
  await shareRecipients({ location: main.location, unlock }, request);
  const there = await currentCodes(location, unlock);
  for (const id of there) if (old.includes(id)) await removeRecipient(request, id);
}
