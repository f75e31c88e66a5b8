import { createHash } from 'node:crypto';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { damaged } from '../format/damaged.js';
import { repositoryIdOf } from '../format/config-object.js';
import { afterHeader, hasMagic } from '../format/object-header.js';
import { LocalIndex } from '../index/local-index.js';
import type { Location } from '../location/location.js';
import { StorageError } from '../storage-error.js';
import { ChunkReader } from './chunk-reader.js';
import { ObjectStore } from './object-store.js';
import { EncryptedRepository } from './encrypted-repository.js';
import type { OpenRepository, Unlock } from './opening.js';
import { notARepository, unlockRepository } from './unlock.js';
import { workPaths } from './work-folder.js';

/**
 * Opens a repository with any of its keys. A damaged `config` does not stop it, since every wrap seals what it says;
 * verify names it then, and backup refuses.
 * @throws StorageError `not-a-repository`, `wrong-key`, `format-unsupported`, `object-altered`, `location-unreachable`,
 * `disk-full`
 */
export const openRepository: OpenRepository = async (options) => {
  const { objects, repositoryId, keys, damagedWraps } = await unlockLocation(
    options.location,
    options.unlock,
  );
  const paths = workPaths(options.workFolder, keys.repositoryId.toString('hex'));
  const index = new LocalIndex(paths.index);
  try {
    checkSameRepository(index, keys);
  } catch (error) {
    index.close();
    throw error;
  }
  return new EncryptedRepository({
    options,
    objects,
    keys,
    index,
    paths,
    chunks: new ChunkReader(index, objects, keys),
    configDamaged: repositoryId === undefined,
    damagedWraps,
  });
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

/**
 * Whoever runs the location could swap in a repository of their own making under the same id, wrapped to keys whose
 * public halves they can read; the fingerprint that this workstation keeps tells.
 */
function checkSameRepository(index: LocalIndex, keys: RepositoryKeys): void {
  const fingerprint = createHash('sha256').update(keys.recipientsKey).digest();
  const get = index.database.prepare(`SELECT value FROM meta WHERE key = 'fingerprint'`);
  const known = get.get();
  if (known && !fingerprint.equals(known['value'] as Uint8Array)) {
    throw damaged('The set of wraps (they hold another secret than this computer knows)');
  }
  index.database.prepare(`INSERT OR IGNORE INTO meta VALUES ('fingerprint', ?)`).run(fingerprint);
}
