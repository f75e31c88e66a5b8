import { hkdf } from '../crypto/hkdf.js';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { holdKeys } from './hold-keys.js';
import type { RecipientsRequest } from './recipient-door.js';

/**
 * What tells a repository from every other one, 32 bytes: whoever can store wraps can make a repository that somebody's key
 * opens, but not one with this identity. It follows from the repository secret and tells nothing of it, and never changes.
 */
export const identityOf = ({ secret, repositoryId }: RepositoryKeys): Uint8Array =>
  hkdf(secret, repositoryId, 'identity');

/** The same, of a repository that is not open. @throws StorageError as `listRecipients` */
export async function repositoryIdentity(request: RecipientsRequest): Promise<Uint8Array> {
  return identityOf((await holdKeys(request)).keys);
}
