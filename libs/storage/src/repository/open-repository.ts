import { repositoryIdOf } from '../format/config-object.js';
import { afterHeader, hasMagic } from '../format/object-header.js';
import { openIndex, throwIndexAway } from '../index/open-index.js';
import type { Location } from '../location/location.js';
import { StorageError } from '../storage-error.js';
import { ChunkReader } from './chunk-reader.js';
import { ObjectStore } from './object-store.js';
import { EncryptedRepository } from './encrypted-repository.js';
import { guardIndex } from './guard-index.js';
import { rememberSecret } from './known-secret.js';
import type { OpenRepository, Unlock } from './opening.js';
import { notARepository, unlockRepository } from './unlock.js';
import { workPaths } from './work-folder.js';

/**
 * Opens a repository with any of its keys. A damaged `config` does not stop it, since every wrap seals what it says;
 * verify names it then, and backup refuses. A local index that is of no use is thrown away, and read from the location
 * again by the first verb that needs it.
 * @throws StorageError `not-a-repository`, `wrong-key`, `format-unsupported`, `object-altered`, `location-unreachable`,
 * `disk-full`; `repository-busy` (retry helps) where a backup works with an index that is to be thrown away
 */
export const openRepository: OpenRepository = async (options) => {
  const { objects, repositoryId, keys, own, damagedWraps } = await unlockLocation(
    options.location,
    options.unlock,
  );
  const paths = workPaths(options.workFolder, keys.repositoryId.toString('hex'));
  const { index, loss } = openIndex(paths, keys.repositoryId);
  try {
    rememberSecret(index, keys);
  } catch (error) {
    index.close();
    throw error;
  }
  if (loss) options.onIndexLost?.(loss);
  const repository = new EncryptedRepository({
    options,
    objects,
    keys,
    own,
    index,
    paths,
    chunks: new ChunkReader(index, objects, keys),
    configDamaged: repositoryId === undefined,
    damagedWraps,
  });
  return guardIndex(repository, () => throwIndexAway(paths));
};

/** Reads what a location says it is, and opens its wraps. @throws StorageError as `openRepository` */
export async function unlockLocation(location: Location, unlock: Unlock) {
  const objects = new ObjectStore(location);
  const config = await readConfig(location);
  if (hasMagic(config)) refuseOtherFormat(config);
  const repositoryId = repositoryIdOf(config);
  return { objects, repositoryId, ...(await unlockRepository(objects, unlock, repositoryId)) };
}

async function readConfig(location: Location): Promise<Uint8Array> {
  try {
    return await location.get('config');
  } catch (error) {
    if (!(error instanceof StorageError) || error.code !== 'object-missing') throw error;
    // Wraps without a config: either it was lost, or a creation was cut off. Only an empty place is no repository.
    for await (const _ of location.list('snapshot/')) return new Uint8Array(0);
    throw notARepository(location.place);
  }
}

function refuseOtherFormat(config: Uint8Array): void {
  try {
    afterHeader(config, 'config', 'config');
  } catch (error) {
    if ((error as StorageError).code === 'format-unsupported') throw error;
  }
}
