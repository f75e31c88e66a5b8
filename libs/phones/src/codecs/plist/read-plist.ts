import type { PlistLimits } from './plist-limits.js';
import { readBinaryPlist } from './read-binary-plist.js';
import { readXmlPlist } from './read-xml-plist.js';
import type { PlistValue } from './plist-value.js';

/** Reads a property list, XML or binary by its first bytes. @throws PlistError */
export function readPlist(bytes: Uint8Array, limits?: PlistLimits): PlistValue {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.subarray(0, 7).equals(Buffer.from('bplist0'))) return readBinaryPlist(bytes, limits);
  return readXmlPlist(buffer.toString('utf8'), limits);
}
