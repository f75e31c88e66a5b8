import {
  readPlist,
  writeXmlPlist,
  type ByteReader,
  type PlistDict,
  type PlistValue,
} from '@holdfast/phones/codecs';

const HEADER_BYTES = 16;
const VERSION = 1;
const PLIST = 8;
const LONGEST = 1024 * 1024;

/** One message of usbmuxd: length, version, type and tag (u32, little-endian), then a property list. */
export interface MuxMessage {
  readonly tag: number;
  readonly value: PlistValue;
}

/** The other side speaks another protocol. */
export class NoMuxMessage extends Error {
  override readonly name = 'NoMuxMessage';
}

/** Reads one message; throws `NoMuxMessage` for what is none, `EndOfBytes` at the end. */
export async function readMuxMessage(reader: ByteReader): Promise<MuxMessage> {
  const header = await reader.exactly(HEADER_BYTES);
  const length = header.readUInt32LE(0);
  if (length < HEADER_BYTES || length > LONGEST || header.readUInt32LE(8) !== PLIST)
    throw new NoMuxMessage('no message of usbmuxd');
  return { tag: header.readUInt32LE(12), value: readPlist(await reader.exactly(length - HEADER_BYTES)) };
}

export function encodeMuxMessage(tag: number, value: PlistDict): Buffer {
  const bytes = writeXmlPlist(value);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(HEADER_BYTES + bytes.length, 0);
  header.writeUInt32LE(VERSION, 4);
  header.writeUInt32LE(PLIST, 8);
  header.writeUInt32LE(tag, 12);
  return Buffer.concat([header, bytes]);
}
