import { createHash } from 'node:crypto';
import { OBJECT_NAME_PATTERN } from '../format/object-name.js';
import { StorageError } from '../storage-error.js';
import type { PutObject } from './location.js';

/** Programs, not people, choose names; one outside the pattern must never become a path. */
export function checkObjectName(name: string): void {
  if (!OBJECT_NAME_PATTERN.test(name)) {
    throw new StorageError(
      'location-refused',
      'An object name outside of the repository format was refused.',
    );
  }
}

export function checkPrefix(prefix: string): void {
  if (!/^[a-z0-9/-]{0,200}$/.test(prefix)) {
    throw new StorageError('location-refused', 'A name prefix outside of the repository format was refused.');
  }
}

export function objectMismatch(name: string): StorageError {
  return new StorageError(
    'object-mismatch',
    `The bytes sent for ${name} were not those announced, so the location kept nothing of them. Run the backup again.`,
    { retryHelps: true },
  );
}

/** Passes bytes on while they fit what was announced. @throws StorageError `object-mismatch` at the first excess or the end */
export async function* checkedBytes(name: string, object: PutObject): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256');
  let size = 0;
  for await (const piece of object.open()) {
    size += piece.length;
    if (size > object.size) throw objectMismatch(name);
    digest.update(piece);
    yield piece;
  }
  if (size !== object.size || digest.digest('hex') !== object.sha256) throw objectMismatch(name);
}

export function objectMissing(name: string, place: string): StorageError {
  return new StorageError(
    'object-missing',
    `${name} is not at ${place}. Run verify to see which files that hurts, and back up again while the phone has them.`,
  );
}
