import type { ByteReader } from '../byte-reader.js';
import type { PlistValue } from '../plist/plist-value.js';
import { readPlist } from '../plist/read-plist.js';
import { writeBinaryPlist } from '../plist/write-binary-plist.js';
import { writeXmlPlist } from '../plist/write-xml-plist.js';
import { NoMessage } from './no-message.js';

/**
 * Reads one property list (XML or binary) behind its length (u32, big-endian, 1 to `longest` bytes): how lockdown, the device
 * link and many services of an iPhone speak. Throws `NoMessage` before anything is allocated for a longer one, `PlistError`,
 * and `EndOfBytes` at the end.
 */
export async function readPlistMessage(reader: ByteReader, longest: number): Promise<PlistValue> {
  const length = (await reader.exactly(4)).readUInt32BE(0);
  if (length === 0 || length > longest) throw new NoMessage(`a message of ${length} bytes`);
  return readPlist(await reader.exactly(length));
}

/** As XML, behind its length: what lockdown and services are asked and answer. */
export function encodePlistMessage(value: PlistValue): Buffer {
  return behindLength(writeXmlPlist(value));
}

/** As a binary property list, behind its length: what the device link of backups sends both ways. */
export function encodeBinaryMessage(value: PlistValue): Buffer {
  return behindLength(writeBinaryPlist(value));
}

function behindLength(bytes: Uint8Array): Buffer {
  const message = Buffer.allocUnsafe(4 + bytes.length);
  message.writeUInt32BE(bytes.length, 0);
  message.set(bytes, 4);
  return message;
}
