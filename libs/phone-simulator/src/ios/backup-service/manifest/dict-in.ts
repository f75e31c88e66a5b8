import { isDict, readPlist, type PlistDict } from '@holdfast/phones/codecs';

/** A property list that is a dictionary; `undefined` for anything else. */
export function dictIn(bytes: Uint8Array | undefined): PlistDict | undefined {
  if (bytes === undefined) return undefined;
  try {
    const value = readPlist(bytes);
    return isDict(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
