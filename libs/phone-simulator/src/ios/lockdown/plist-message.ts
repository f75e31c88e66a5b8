import { readPlist, writeXmlPlist, type ByteReader, type PlistValue } from '@holdfast/phones/codecs';

/** More than any request that a phone gets: pair records have about 10 KB. */
const LONGEST = 1024 * 1024;

/** The other side sent no message. */
export class NoMessage extends Error {
  override readonly name = 'NoMessage';
}

/** One property list behind its length (u32, big-endian), as lockdown and many services carry them. Throws `NoMessage`. */
export async function readMessage(reader: ByteReader, longest = LONGEST): Promise<PlistValue> {
  const length = (await reader.exactly(4)).readUInt32BE(0);
  if (length === 0 || length > longest) throw new NoMessage(`a message of ${length} bytes`);
  return readPlist(await reader.exactly(length));
}

/** A property list (XML) behind its length. */
export function encodeMessage(value: PlistValue): Buffer {
  const bytes = writeXmlPlist(value);
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes.length, 0);
  return Buffer.concat([head, bytes]);
}
