import type { Category } from '../categories.js';
import type { Entry, LeftOut } from './entry.js';

/** What of the phone is asked for. `undefined` categories: everything that can be read. */
export interface Scope {
  readonly categories?: readonly Category[];
  readonly signal?: AbortSignal;
}

/**
 * A phone whose bytes the agent asks for (android, folder). **Fixed**: `phones` implements it, `storage` consumes it.
 *
 * `scan` yields parents before children and each path once; what cannot be listed or is refused goes to `leftOut`
 * and the scan goes on. `open` streams one file; it throws `SourceError` with a cause class. A cause of
 * `vanished`, `permission-denied` or `unreadable` concerns that file only; any other ends the run.
 *
 * `lookAgain` is for sources that are read over a cable: a file that changed while it was read may have come part old and
 * part new. It is asked with thousands of files that were read meanwhile, at most 4,096 at a time, so that it can look
 * at all of them in a few round trips, and answers for each, in their order, with the entry as it is now where that is
 * another, and `undefined` where it is as it was, or no file any more.
 *
 * Up to four files may be open at the same time: over a cable, waiting for one is time in which another could come.
 *
 * Whoever consumes `open` copies the bytes it is given before it asks for more of that file: a source may hand out views
 * of one buffer for each open file and fill it again. A new buffer for each piece is memory outside of the heap, of
 * which a collector knows too little.
 */
export interface PullSource {
  scan(scope: Scope, leftOut: (left: LeftOut) => void): AsyncIterable<Entry>;
  open(entry: Entry, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  lookAgain?(read: readonly Entry[], signal?: AbortSignal): Promise<readonly (Entry | undefined)[]>;
  close(): Promise<void>;
}
