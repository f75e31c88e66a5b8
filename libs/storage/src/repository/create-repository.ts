import { randomBytes } from 'node:crypto';
import { RepositoryKeys } from '../crypto/repository-keys.js';
import { encodeWrap } from '../crypto/wrap-object.js';
import { configObject, REPOSITORY_ID_BYTES } from '../format/config-object.js';
import { sha256Hex } from '../format/object-name.js';
import { StorageError } from '../storage-error.js';
import { ObjectStore } from './object-store.js';
import { openRepository } from './open-repository.js';
import type { CreateRepository } from './opening.js';
import { storedRecipient } from './unlock.js';

/**
 * Makes a repository: wraps first, `config` last, so that a creation that is cut off leaves nothing that opens.
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
  if (recipients.length === 0)
    throw new RangeError('a repository needs a recipient, or nobody could open it');
  const now = (options.now ?? (() => new Date()))();
  const epoch = { number: 1, key: randomBytes(32), createdAtMs: Math.max(0, now.getTime()) };
  const keys = new RepositoryKeys(randomBytes(REPOSITORY_ID_BYTES), randomBytes(32), [epoch]);
  const objects = new ObjectStore(location);
  for (const recipient of recipients) {
    const { name, bytes } = encodeWrap(keys, epoch, await storedRecipient(recipient));
    await objects.put(name, bytes);
  }
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
