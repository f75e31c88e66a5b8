import { readPlistMessage, type ByteReader, type PlistValue } from '@holdfast/phones/codecs';

/** More than any request that a phone gets: pair records have about 10 KB. */
const LONGEST = 1024 * 1024;

/** Reads what a computer asks lockdown or a service. Throws `NoMessage`, `PlistError`, and `EndOfBytes` at the end. */
export function readRequest(reader: ByteReader): Promise<PlistValue> {
  return readPlistMessage(reader, LONGEST);
}
