import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { configObject } from '../format/config-object.js';
import type { Location } from '../location/location.js';
import { StorageError } from '../storage-error.js';

/** Whether the config is there and says what follows from the repository id. @throws StorageError `location-unreachable` */
export async function hasWholeConfig(location: Location, keys: RepositoryKeys): Promise<boolean> {
  try {
    return configObject(keys.repositoryId).equals(await location.get('config'));
  } catch (error) {
    if (error instanceof StorageError && error.code.startsWith('object-')) return false;
    throw error;
  }
}
