import { SourceError } from '@holdfast/contracts/sources';
import { readClassKey, writeClassKey, type WrappedByClass } from '../../codecs/ios/class-key.js';
import { openClassKey } from './backup-manifest.js';
import type { ClassKeys } from './class-keys.js';
import { openedBytes } from './sealed-bytes.js';

/** How a file that an iPhone sealed is opened: its key under a class's, and its size. */
export interface FileOpening extends WrappedByClass {
  readonly size: bigint;
}

const VERSION = 1;
const BYTES = 1 + 44 + 8;
/** What a file's size can be (`off_t`). */
const MOST_SIZE = 2n ** 63n - 1n;

/** Whether a file can have so many bytes: what a phone says may be any number of 128 bits. */
export const isFileSize = (size: bigint): boolean => size >= 0n && size <= MOST_SIZE;

/** `version u8 ‖ class u32 little-endian ‖ wrapped key(40) ‖ size u64 big-endian`: `ShownEntry.opening`. Throws `SourceError` `unreadable` for a size that no file has. */
export function encodeOpening(opening: FileOpening): Uint8Array {
  if (!isFileSize(opening.size))
    throw new SourceError('unreadable', 'The iPhone says a size of this file that no file has.');
  const bytes = Buffer.alloc(BYTES);
  bytes.writeUInt8(VERSION);
  bytes.set(writeClassKey(opening), 1);
  bytes.writeBigUInt64BE(opening.size, BYTES - 8);
  return Uint8Array.from(bytes);
}

/** Throws `SourceError` `unreadable` for what this version did not write. */
export function decodeOpening(bytes: Uint8Array): FileOpening {
  const buffer = Buffer.from(bytes);
  const key =
    buffer.length === BYTES && buffer[0] === VERSION ? readClassKey(buffer.subarray(1, 45)) : undefined;
  if (!key)
    throw new SourceError(
      'unreadable',
      'How this file is opened was written by another version of Holdfast.',
    );
  return { ...key, size: buffer.readBigUInt64BE(BYTES - 8) };
}

/** Opens a file's bytes, as they are read. Throws `SourceError`: `iphone-password-unknown` where these keys do not fit. */
export async function* openSealed(
  opening: Uint8Array,
  keys: ClassKeys,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const file = decodeOpening(opening);
  const key = openClassKey(file, keys);
  if (!key)
    throw new SourceError(
      'iphone-password-unknown',
      'The keys that are known do not open this file of the iPhone.',
    );
  yield* openedBytes(key, file.size, bytes);
}
