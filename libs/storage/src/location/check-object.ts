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

/** Without its `config` nothing else of a repository can be found again. */
export function checkRemovable(name: string): void {
  checkObjectName(name);
  if (name !== 'config') return;
  throw new StorageError(
    'location-refused',
    'The config of a repository is never removed. Nothing was changed.',
  );
}

export function objectMismatch(name: string): StorageError {
  return new StorageError(
    'object-mismatch',
    `The bytes sent for ${name} were not those announced, so the location kept nothing of them. Run the backup again.`,
    { retryHelps: true },
  );
}

/** What `open()` or its bytes threw, apart from what the location itself says: sending again would not help. */
export class BodyFailed extends Error {
  constructor(readonly reason: unknown) {
    super('The bytes to store could not be read.', { cause: reason });
  }
}

/**
 * Passes bytes on while they fit what was announced. The last piece is held back until the digest is known, so that
 * even a storage that checks nothing never gets a whole object of wrong bytes.
 *
 * @throws BodyFailed with StorageError `object-mismatch` at the first excess or the end, or with what the body threw
 */
export async function* checkedBytes(name: string, object: PutObject): AsyncGenerator<Uint8Array> {
  try {
    yield* announcedBytes(name, object);
  } catch (error) {
    throw new BodyFailed(error);
  }
}

async function* announcedBytes(name: string, object: PutObject): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256');
  let size = 0;
  let held: Uint8Array | undefined;
  for await (const piece of object.open()) {
    if (piece.length === 0) continue;
    size += piece.length;
    if (size > object.size) throw objectMismatch(name);
    if (held) yield held;
    digest.update(piece);
    held = piece;
  }
  if (size !== object.size || digest.digest('hex') !== object.sha256) throw objectMismatch(name);
  if (held) yield held;
}

export function objectMissing(name: string, place: string): StorageError {
  return new StorageError(
    'object-missing',
    `${name} is not at ${place}. Run verify to see which files that hurts, and back up again while the phone has them.`,
  );
}
