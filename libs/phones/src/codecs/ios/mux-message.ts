import type { ByteReader } from '../byte-reader.js';
import { isDict } from '../plist/plist-fields.js';
import type { PlistDict } from '../plist/plist-value.js';
import { readPlist } from '../plist/read-plist.js';
import { writeXmlPlist } from '../plist/write-xml-plist.js';
import { NoMessage } from './no-message.js';

const HEADER_BYTES = 16;
const VERSION = 1;
const PLIST = 8;
/** A list of some hundred phones; pair records have about 10 KB. */
const LONGEST = 4 * 1024 * 1024;

/** What usbmuxd answers by number (libusbmuxd's `usbmuxd-proto.h`). */
export const MUX_RESULT = { ok: 0, badCommand: 1, badDevice: 2, refused: 3 } as const;

/** One message of usbmuxd, to it or from it. */
export interface MuxMessage {
  /** An answer bears the tag of its request, what comes unasked bears 0. */
  readonly tag: number;
  readonly value: PlistDict;
}

/** Length, version, type and tag (u32, little-endian), then a property list. */
export function encodeMuxMessage(tag: number, value: PlistDict): Buffer {
  const bytes = writeXmlPlist(value);
  const header = Buffer.alloc(HEADER_BYTES);
  [HEADER_BYTES + bytes.length, VERSION, PLIST, tag].forEach((field, index) =>
    header.writeUInt32LE(field, index * 4),
  );
  return Buffer.concat([header, bytes]);
}

/** Reads one message. Throws `NoMessage` or `PlistError` for what is none, `EndOfBytes` at the end. */
export async function readMuxMessage(reader: ByteReader): Promise<MuxMessage> {
  const header = await reader.exactly(HEADER_BYTES);
  const length = header.readUInt32LE(0);
  if (length < HEADER_BYTES || length > LONGEST || header.readUInt32LE(8) !== PLIST)
    throw new NoMessage('no message of usbmuxd');
  const value = readPlist(await reader.exactly(length - HEADER_BYTES));
  if (!isDict(value)) throw new NoMessage('no message of usbmuxd');
  return { tag: header.readUInt32LE(12), value };
}

/** A port as Connect carries it: its two bytes in the network's order, in a number that is not (62078 as 32498). */
export function muxPort(port: number): number {
  return ((port & 0xff) << 8) | ((port >> 8) & 0xff);
}
