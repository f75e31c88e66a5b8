import { StorageError } from '../storage-error.js';

/** What was written once is something else now, or somebody took the name before. */
export const noteAltered = (name: string, place: string): StorageError =>
  new StorageError(
    'object-altered',
    `${name} at ${place} is not what was to be kept there, and it was left as it is. Keep a copy of it and find out who wrote it.`,
  );
