import { setTimeout as realPause } from 'node:timers/promises';
import { StorageError } from '../storage-error.js';
import { BodyFailed } from './check-object.js';

/** Waits so many milliseconds; a port, so that specs of retries need no time. */
export type Pause = (ms: number) => Promise<unknown>;

const TRIES = 5;
const FIRST_PAUSE_MS = 200;
const REFUSED_TRIES = 2;

/**
 * Tries again where that helps: network errors and `retryHelps` refusals, five times in all, with full jitter so that a
 * fleet does not come back in step. A refusal is tried once more only (a URL that ran out is signed again).
 * What the body of a PUT threw is thrown as it is, at once: no storage is to blame for it.
 */
export async function withRetries<T>(
  place: string,
  work: () => Promise<T>,
  pause: Pause = realPause,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof BodyFailed) throw error.reason;
      const refusal = asStorageError(error, place);
      const tries = refusal.code === 'location-refused' ? REFUSED_TRIES : TRIES;
      if (!refusal.retryHelps || tried >= tries) throw refusal;
      await pause(Math.random() * FIRST_PAUSE_MS * 2 ** tried);
    }
  }
}

function asStorageError(error: unknown, place: string): StorageError {
  if (error instanceof StorageError) return error;
  const why = error instanceof Error ? error.message : String(error);
  return new StorageError(
    'location-unreachable',
    `${place} cannot be reached (${why}). Check the network and try again; what is stored already is safe.`,
    { retryHelps: true, cause: error },
  );
}
