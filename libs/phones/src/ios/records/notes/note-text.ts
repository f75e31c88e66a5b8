import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const unzip = promisify(gunzip);
/** The longest note that is read, unpacked. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Fields on the way to a note's text (as other programs read it): the document, the note in it, its text. */
const DOCUMENT = 2;
const NOTE = 3;
const TEXT = 2;

const VARINT = 0;
const EIGHT_BYTES = 1;
const COUNTED = 2;
const FOUR_BYTES = 5;

/**
 * The text of a note (`ZICNOTEDATA.ZDATA`: gzip of a protocol buffer). `undefined` for what is not one: a note behind a
 * password, for one, is sealed by the phone.
 */
export async function noteText(data: Uint8Array): Promise<string | undefined> {
  const unpacked = await unzip(data, { maxOutputLength: MOST_BYTES }).catch(() => undefined);
  if (unpacked === undefined) return undefined;
  const document = field(unpacked, DOCUMENT);
  const note = document === undefined ? undefined : field(document, NOTE);
  return note === undefined ? undefined : field(note, TEXT)?.toString('utf8');
}

/** The bytes of the first field of a number; `undefined` where the message is none or has no such field. */
function field(message: Buffer, wanted: number): Buffer | undefined {
  let at = 0;
  const varint = (): number | undefined => {
    let value = 0;
    for (let shift = 1; at < message.length && shift < 2 ** 49; shift *= 128) {
      const byte = message[at++] ?? 0;
      value += (byte & 0x7f) * shift;
      if (byte < 0x80) return value;
    }
    return undefined;
  };
  while (at < message.length) {
    const key = varint();
    if (key === undefined) return undefined;
    const kind = key % 8;
    const length = kind === COUNTED ? varint() : kind === EIGHT_BYTES ? 8 : kind === FOUR_BYTES ? 4 : 0;
    if (kind === VARINT && skipLong() === undefined) return undefined;
    if (![VARINT, EIGHT_BYTES, COUNTED, FOUR_BYTES].includes(kind)) return undefined;
    if (length === undefined || length > message.length - at) return undefined;
    if (kind === COUNTED && Math.floor(key / 8) === wanted) return message.subarray(at, at + length);
    at += length;
  }
  return undefined;

  /** A number of any length up to ten bytes. */
  function skipLong(): true | undefined {
    for (let left = 10; left > 0 && at < message.length; left -= 1)
      if ((message[at++] ?? 0) < 0x80) return true;
    return undefined;
  }
}
