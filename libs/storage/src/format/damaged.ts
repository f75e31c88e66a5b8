import { StorageError } from '../storage-error.js';

/** Stored bytes that are not what was written. Retrying does not help; another copy, or the phone, does. */
export function damaged(what: string, cause?: unknown): StorageError {
  return new StorageError(
    'object-altered',
    `${what} is damaged: its bytes are not those that were stored. Other snapshots are not touched by this. ` +
      'Run verify to see which files it holds, and back up again while the phone still has them.',
    { cause },
  );
}

/** Whether something stored is missing or not what it was, so that what does not rest on it can still be read. */
export const isDamage = (error: unknown): error is StorageError =>
  error instanceof StorageError && /^(object|format)-/.test(error.code);
