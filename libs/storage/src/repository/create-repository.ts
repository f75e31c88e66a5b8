import { randomBytes } from 'node:crypto';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import { configObject, REPOSITORY_ID_BYTES } from '../format/config-object.js';
import { sha256Hex } from '../format/object-name.js';
import { StorageError } from '../storage-error.js';
import { ObjectStore } from './object-store.js';
import { openRepository } from './open-repository.js';
import type { CreateRepository } from './opening.js';
import { opensEverything } from '../crypto/recipient.js';
import { storeRoster, wrapTo } from '../recipients/epochs.js';
import { identityOf } from '../recipients/repository-identity.js';
import { storedRecipient } from '../recipients/stored-recipient.js';

/**
 * Makes a repository: wraps and their roster first, `config` last, so that a creation that is cut off leaves nothing that opens.
 * @throws StorageError `repository-exists`, and all of `openRepository`
 */
export const createRepository: CreateRepository = async (options) => {
  const { location, recipients } = options;
  const exists = (): StorageError =>
    new StorageError(
      'repository-exists',
      `There is a repository at ${location.place} already. It was not touched. Open it, or choose an empty place.`,
    );
  if ((await location.stat('config')) !== undefined) throw exists();
  const stored = await Promise.all(recipients.map(storedRecipient));
  if (!stored.some(opensEverything))
    throw new RangeError('a repository needs a recipient who opens everything, or nobody could restore it');
  const now = (options.now ?? (() => new Date()))();
  const epoch = { number: 1, key: randomBytes(32), createdAtMs: Math.max(0, now.getTime()) };
  const keys = new RepositoryKeys(randomBytes(REPOSITORY_ID_BYTES), randomBytes(32), [epoch]);
  await options.onIdentity?.(identityOf(keys));
  const objects = new ObjectStore(location);
  const entries = stored.map((recipient) => ({ ...recipient, sinceMs: epoch.createdAtMs }));
  await wrapTo(objects, keys, epoch, entries);
  await storeRoster({ objects, keys }, epoch, entries);
  const config = configObject(keys.repositoryId);
  const answer = await location.put('config', {
    size: config.length,
    sha256: sha256Hex(config),
    async *open() {
      yield config;
    },
  });
  // A reply that was lost makes the retry find its own bytes; other bytes are somebody else's repository.
  if (answer === 'present' && !config.equals(await location.get('config'))) throw exists();
  return openRepository(options);
};
