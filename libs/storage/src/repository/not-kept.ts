import { StorageError } from '../storage-error.js';

/** A location has said that it stored an object, and does not give it back. */
export class NotKept extends StorageError {
  constructor(
    place: string,
    readonly objectName: string,
  ) {
    super(
      'object-mismatch',
      `${place} said that it stored ${objectName}, and gives back something else. Nothing was recorded; earlier ` +
        'snapshots are as they were. Run it again, which sends it anew, and verify; if it happens again, do not trust ' +
        'this place.',
      { retryHelps: true },
    );
  }
}
