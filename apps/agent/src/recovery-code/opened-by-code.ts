import type { Location } from '@holdfast/storage';
import { listRecipients, repositoryIdentity, StorageError } from '@holdfast/storage';

/**
 * The identity of the repository that a recovery code opens, and opens all of; undefined for one that does not: wrong words,
 * a code that was replaced, or one that lacks an epoch.
 */
export async function openedByCode(location: Location, words: string): Promise<Uint8Array | undefined> {
  const request = { location, unlock: { kind: 'recovery-code', words } } as const;
  try {
    const { recipients, epochs } = await listRecipients(request);
    const own = recipients.find(({ isInUse }) => isInUse);
    if (own?.standing !== 'current' || own.epochs.length < epochs) return undefined;
    return await repositoryIdentity(request);
  } catch (error) {
    if (error instanceof StorageError && /^(wrong-key|epoch-closed)$/.test(error.code)) return undefined;
    throw error;
  }
}
