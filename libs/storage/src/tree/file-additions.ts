import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import type { PushedName } from './pushed-name.js';
import { encodePushedName, readPushedName } from './pushed-name.js';

/** What a snapshot of a phone that drives its own backup says of a file beside what it says of every file. */
export interface FileAdditions {
  readonly pushed?: PushedName | undefined;
  /** Of a file that the source made: what of, in words that only the source reads. */
  readonly madeOf?: Buffer | undefined;
}

export const MOST_MADE_OF_BYTES = 255;
const PUSHED = 1;
const MADE_OF = 2;

/** `tag u8 ‖ length u16 ‖ value` each, those that the file has. */
export function encodeAdditions({ pushed, madeOf }: FileAdditions): Buffer {
  const parts: Buffer[] = [];
  if (pushed) parts.push(addition(PUSHED, encodePushedName(pushed)));
  if (madeOf) parts.push(addition(MADE_OF, madeOf));
  return Buffer.concat(parts);
}

function addition(tag: number, value: Buffer): Buffer {
  return new ByteWriter(3 + value.length).u8(tag).u16(value.length).raw(value).toBuffer();
}

/** From the end of an entry's body; what a later release added is skipped. @throws StorageError `object-altered` */
export function readAdditions(body: ByteReader, what: string): FileAdditions {
  let additions: FileAdditions = {};
  while (body.left > 0) {
    const tag = body.u8();
    const value = body.raw(body.u16());
    if (tag === PUSHED) additions = { ...additions, pushed: readPushedName(new ByteReader(value, what)) };
    if (tag === MADE_OF) additions = { ...additions, madeOf: Buffer.from(value) };
  }
  return additions;
}
