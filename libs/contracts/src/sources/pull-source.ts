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
 * Whoever consumes `open` copies the bytes it is given before it asks for more: a source may hand out views of one buffer
 * and fill it again. A new buffer for each piece is memory outside of the heap, of which a collector knows too little.
 */
export interface PullSource {
  scan(scope: Scope, leftOut: (left: LeftOut) => void): AsyncIterable<Entry>;
  open(entry: Entry, signal?: AbortSignal): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}
