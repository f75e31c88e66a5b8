import type { CauseClass, EntryKind } from '@holdfast/contracts';

/** Path below a source's root, one byte string a segment. */
export type Path = readonly Uint8Array[];

/** One name in a folder as its source sees it, not judged yet. */
export interface Found {
  /** `undefined`: longer than anybody keeps. */
  readonly name: Uint8Array | undefined;
  /** What it is, or the cause why it cannot be kept (a socket, a device, an entry whose stat failed). */
  readonly kind: EntryKind | { readonly leftOut: CauseClass };
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly mode: number;
  readonly ref: string;
  readonly localPath?: string | undefined;
}

/** Lists folders of one source; the walk above it is the same for all. */
export interface Lister {
  /**
   * The names of one folder, without `.` and `..`. Throws `SourceError`: `permission-denied`, `vanished` and
   * `unreadable` concern that folder, any other cause ends the scan.
   */
  list(folder: Path): AsyncIterable<Found>;
  /** The target of a symbolic link, `undefined` when it cannot be read. */
  readLink(link: Path): Promise<Uint8Array | undefined>;
}
