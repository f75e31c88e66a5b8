import type { Location } from '../location/location.js';
import { StorageError } from '../storage-error.js';

/**
 * Takes objects away, one after another. Answers how many the location still stores: those it keeps older versions of, and
 * those it refuses to let go, which is its right and no failure. @throws StorageError `location-unreachable`
 */
export async function removeObjects(location: Location, names: Iterable<string>): Promise<number> {
  let stillStored = 0;
  for (const name of names) {
    try {
      if ((await location.remove(name)) === 'hidden') stillStored += 1;
    } catch (error) {
      if (!(error instanceof StorageError) || error.code !== 'location-refused') throw error;
      stillStored += 1;
    }
  }
  return stillStored;
}
