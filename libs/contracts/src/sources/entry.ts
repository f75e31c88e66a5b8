import type { Category } from '../categories.js';
import type { CauseClass } from '../cause-classes.js';

/** What a path is. Symbolic links are recorded with their target and never followed. */
export type EntryKind = 'file' | 'directory' | 'symlink';

/**
 * One thing a source found on a phone. Everything in it is hostile until parsed: names are raw bytes,
 * because a phone may hold what no text encoding can.
 */
export interface Entry {
  /** Path below the source's root, one byte string a segment; the root directory itself is the empty list. */
  readonly path: readonly Uint8Array[];
  readonly kind: EntryKind;
  /** Bytes as announced by the phone; what was really read is what counts. 0 for directories. */
  readonly size: bigint;
  /**
   * The source cannot tell the size before reading (what a phone's databases are made into): `size` is 0, and whether
   * the contents changed is told by `mtimeNs` alone.
   */
  readonly sizeUnknown?: true;
  /** Nanoseconds since 1970 UTC, negative before. */
  readonly mtimeNs: bigint;
  /** POSIX permission bits (0o7777) where the source has them. */
  readonly mode?: number;
  readonly category: Category;
  /** Opaque to everybody but the source that made it: passed back to `open`. */
  readonly ref: string;
  /** Where the bytes are a file of this workstation: a worker opens it itself instead of streaming. */
  readonly localPath?: string;
  /** Target of a symbolic link, raw bytes. */
  readonly linkTarget?: Uint8Array;
}

/** Something that the scope asked for and the source could not give. */
export interface LeftOut {
  readonly path: readonly Uint8Array[];
  readonly category: Category;
  readonly cause: CauseClass;
}
