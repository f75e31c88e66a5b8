import { StorageError } from '../storage-error.js';
import { eraseInBucket } from './erase-in-bucket.js';
import { eraseInFolder } from './erase-in-folder.js';
import type { StorePlace } from './maintenance-store.js';

/** How much of a repository goes, and how many objects at most in one call: the rest goes in the next. */
export interface ErasingOrder {
  /** `keys`: the wraps alone, without which nothing that remains can be opened. */
  readonly part: 'keys' | 'everything';
  readonly most: number;
  readonly now: Date;
}

/** What one call did. */
export interface ErasedObjects {
  /** Objects, each version counted, and their bytes. */
  readonly objects: number;
  readonly bytes: number;
  /** Read back after the last deletion: nothing of it is there. */
  readonly absent: boolean;
  /** What the location keeps. `until`: when the last lock ends that it told of. */
  readonly kept: { readonly why: 'locked' | 'refused'; readonly until: Date | undefined } | undefined;
}

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** A place ends with two ids, as the control plane lays repositories out: never a whole bucket or disk. */
const ONE_REPOSITORY = new RegExp(`(?:^|/)${UUID}/${UUID}$`);

/**
 * Deletes a repository at a location, every version of every object, and reads back that it is gone. What is not there any
 * more is no error, so whoever is killed half-way calls again. A lock is not lifted, whoever could.
 *
 * @throws StorageError `location-refused` for a place that is not one repository's, or is not ours to change;
 * `location-unreachable` (retry helps)
 */
export async function eraseRepository(place: StorePlace, order: ErasingOrder): Promise<ErasedObjects> {
  const where = place.kind === 's3' ? place.prefix : place.root.replaceAll('\\', '/');
  if (!ONE_REPOSITORY.test(where))
    throw new StorageError(
      'location-refused',
      'Only the place of one repository is ever erased, and this is none. Nothing was deleted.',
    );
  return place.kind === 's3' ? eraseInBucket(place, order) : eraseInFolder(place.root, order);
}
