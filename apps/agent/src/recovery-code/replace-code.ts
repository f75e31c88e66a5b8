import type { Location, Unlock } from '@holdfast/storage';
import {
  addRecipient,
  listRecipients,
  removeRecipient,
  replaceRecipient,
  shareRecipients,
  StorageError,
} from '@holdfast/storage';
import type { ManagedPlace } from '../managed/managed-repository.js';

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
  unlock: Unlock,
  workstationId: string,
  words: string,
): Promise<ReplacedCode> {
  const { location } = place;
  const recipient = { kind: 'recovery-code', words } as const;
  const old = await currentCodes(location, unlock);
  if (old.length === 0) await addRecipient({ location, unlock }, recipient);
  for (const id of old) await replaceRecipient({ location, unlock }, recipient, id);
  for (const one of place.interim) {
    if (one.workstationId !== workstationId || (await one.location.stat('config')) === undefined) continue;
    await replaceThere(place, one.location, unlock, old).catch(keyIsLost);
  }
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

/** Of a key that this workstation had before: nobody here opens it any more. */
function keyIsLost(error: unknown): void {
  if (error instanceof StorageError && error.code === 'wrong-key') return;
  throw error;
}
