/** What stands at a path of a phone. */
export type Standing =
  | { readonly kind: 'file'; readonly size: bigint; readonly mtimeNs: bigint }
  | { readonly kind: 'folder' | 'other' };

/**
 * A phone that files are put back on. Paths are below its shared storage, one byte string a segment. Errors are
 * `SourceError`s: `permission-denied`, `unreadable` and `name-refused` concern that file, any other ends the restore. Up to
 * four calls at the same time.
 */
export interface PhoneTarget {
  look(path: readonly Uint8Array[]): Promise<Standing | undefined>;
  /**
   * Writes a file, in the place of one that is there, with its folders and its time (whole seconds from 1970 to 2106). It has
   * its name only once it is whole.
   */
  put(path: readonly Uint8Array[], mtimeNs: bigint, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Bytes that fit; `undefined` where the phone does not tell. */
  freeBytes(): Promise<bigint | undefined>;
  /** Asks the phone to look for new pictures; false where it did not take the request. */
  showInGallery(): Promise<boolean>;
}
