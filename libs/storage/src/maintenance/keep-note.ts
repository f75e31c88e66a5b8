import { StorageError } from '../storage-error.js';
import type { StorePlace } from './maintenance-store.js';
import { keepInBucket } from './note-in-bucket.js';
import { keepInFolder } from './note-in-folder.js';

/** `locked`: the location itself says that nobody can delete or change it until the date asked for. */
export interface KeptNote {
  readonly outcome: 'stored' | 'present';
  readonly locked: boolean;
}

/** Outside of every repository: those lie below the id of a company or, served, below their own. */
const NOTE_NAME = /^audit\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/[0-9]{16}\.json$/;
const MOST_BYTES = 64 * 1024;

/**
 * Keeps a small note of the control plane beside the repositories of a location: added, never replaced, and locked where
 * the location can. `place` is the location's root. The same bytes again are `present`.
 *
 * @throws StorageError `object-altered` when something else has this name; `location-unreachable`, `location-refused`,
 * `location-full` as `Location` declares
 */
export async function keepNote(
  place: StorePlace,
  name: string,
  bytes: Uint8Array,
  lockUntil: Date,
): Promise<KeptNote> {
  if (!NOTE_NAME.test(name) || bytes.length > MOST_BYTES)
    throw new StorageError(
      'location-refused',
      'A note outside of its place or size was refused. Nothing was written.',
    );
  if (place.kind === 's3') return keepInBucket(place, name, bytes, lockUntil);
  return { outcome: await keepInFolder(place.root, name, bytes), locked: false };
}
