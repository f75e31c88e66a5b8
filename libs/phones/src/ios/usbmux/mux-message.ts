import type { ByteReader } from '../../codecs/byte-reader.js';
import type { PlistDict } from '../../codecs/plist/plist-value.js';
import { isDict } from '../../codecs/plist/plist-fields.js';
import { readPlist } from '../../codecs/plist/read-plist.js';
import { writeXmlPlist } from '../../codecs/plist/write-xml-plist.js';

const HEADER_BYTES = 16;
const VERSION = 1;
const PLIST = 8;
/** A list of some hundred phones; pair records have about 10 KB. */
const LONGEST = 4 * 1024 * 1024;

/** A message to usbmuxd: length, version, type and tag (u32, little-endian), then a property list. */
export function encodeMuxRequest(tag: number, request: PlistDict): Buffer {
  const bytes = writeXmlPlist({ ClientVersionString: 'holdfast', ProgName: 'holdfast', ...request });
  const header = Buffer.alloc(HEADER_BYTES);
  [HEADER_BYTES + bytes.length, VERSION, PLIST, tag].forEach((value, index) =>
    header.writeUInt32LE(value, index * 4),
  );
  return Buffer.concat([header, bytes]);
}

/** What usbmuxd says. Throws `PlistError` or `RangeError` for what is no message, `EndOfBytes` at the end. */
export async function readMuxMessage(reader: ByteReader): Promise<PlistDict> {
  const header = await reader.exactly(HEADER_BYTES);
  const length = header.readUInt32LE(0);
  if (length < HEADER_BYTES || length > LONGEST || header.readUInt32LE(8) !== PLIST)
    throw new RangeError('no message of usbmuxd');
  const value = readPlist(await reader.exactly(length - HEADER_BYTES));
  if (!isDict(value)) throw new RangeError('no message of usbmuxd');
  return value;
}
