import type { ObjectStore } from '../repository/object-store.js';
import { StorageError } from '../storage-error.js';
import { Recipients } from './recipients.js';

/**
 * Takes away wraps that count no more. A place that does not let them go keeps them: they count no more all the same, and
 * the next run asks again, since a lock may have ended. Answers with what is left.
 * @throws StorageError `location-unreachable`
 */
export async function removeOutdated(objects: ObjectStore, recipients: Recipients): Promise<Recipients> {
  const gone = new Set<string>();
  try {
    for (const name of recipients.outdated()) {
      await objects.location.remove(name);
      gone.add(name);
    }
  } catch (error) {
    // Refused once, refused for all of them: one question a run is enough.
    if (!(error instanceof StorageError) || error.code !== 'location-refused') throw error;
  }
  const left = recipients.names.filter((name) => !gone.has(name));
  return new Recipients(left, recipients.rosters, recipients.entries);
}
