import { unlockLocation } from '../repository/open-repository.js';
import type { HeldKeys } from './epochs.js';
import type { RecipientsRequest } from './recipient-door.js';

/** Opens the wraps of a location. @throws StorageError as `openRepository` */
export async function holdKeys({ location, unlock }: RecipientsRequest): Promise<HeldKeys> {
  const { objects, keys, own } = await unlockLocation(location, unlock);
  return { objects, keys, own };
}

export const nowOf = ({ now }: RecipientsRequest): Date => (now ?? (() => new Date()))();
