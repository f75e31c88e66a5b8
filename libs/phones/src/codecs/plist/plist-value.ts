/**
 * What a property list holds (Apple, `plist(5)`; CFBinaryPList.c of CoreFoundation, which is open source). Integers are
 * numbers where a double holds them exactly, else bigints.
 */
export type PlistValue =
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | Date
  | PlistReal
  | PlistUid
  | readonly PlistValue[]
  | PlistDict;

/** A dictionary. What is read has no prototype, so that no key of it means anything to JavaScript. */
export interface PlistDict {
  readonly [key: string]: PlistValue;
}

/** A real number, which is written as one also where it is whole: some readers refuse an integer in its place. */
export class PlistReal {
  constructor(readonly value: number) {}
}

/** A reference within an archive that `NSKeyedArchiver` wrote: a place in its list of objects. Binary lists only. */
export class PlistUid {
  constructor(readonly index: number) {}
}
