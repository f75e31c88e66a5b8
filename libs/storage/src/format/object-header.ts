import { StorageError } from '../storage-error.js';
import { damaged } from './damaged.js';

/** The format this release writes and reads (docs/repository-format.md). */
export const FORMAT = 1;
/** HMAC-SHA256 ids, HKDF-SHA256, AES-256-GCM, X25519, zstd. */
export const ALGORITHM = 1;
export const OBJECT_HEADER_BYTES = 8;

const MAGIC = Buffer.from('HFST', 'latin1');

export const OBJECT_TYPES = {
  config: 1,
  wrap: 2,
  data: 3,
  tree: 4,
  index: 5,
  segment: 6,
  snapshot: 7,
  mark: 8,
  roster: 9,
} as const;
export type ObjectType = keyof typeof OBJECT_TYPES;

/** `magic(4) ‖ type(1) ‖ format(2) ‖ algorithm(1)`, the first bytes of every object. */
export function objectHeader(type: ObjectType): Buffer {
  const header = Buffer.alloc(OBJECT_HEADER_BYTES);
  MAGIC.copy(header);
  header.writeUInt8(OBJECT_TYPES[type], 4);
  header.writeUInt16BE(FORMAT, 5);
  header.writeUInt8(ALGORITHM, 7);
  return header;
}

export function hasMagic(bytes: Uint8Array): boolean {
  return bytes.length >= OBJECT_HEADER_BYTES && MAGIC.equals(bytes.subarray(0, 4));
}

/**
 * Refuses what is not an object of this type in a format this release knows, and answers with the bytes after the
 * header. Formats are refused by number before anything else of the object is read.
 * @throws StorageError `object-altered`, `format-unsupported`
 */
export function afterHeader(bytes: Uint8Array, type: ObjectType, name: string): Buffer {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!hasMagic(view)) throw damaged(name);
  const format = view.readUInt16BE(5);
  const algorithm = view.readUInt8(7);
  if (format !== FORMAT || algorithm !== ALGORITHM) {
    throw new StorageError(
      'format-unsupported',
      `${name} has format ${format}, algorithm ${algorithm}; this release of Holdfast reads format ${FORMAT}, ` +
        `algorithm ${ALGORITHM}. Nothing was changed. Use the release that wrote it, or a newer one.`,
    );
  }
  if (view.readUInt8(4) !== OBJECT_TYPES[type]) throw damaged(name);
  return view.subarray(OBJECT_HEADER_BYTES);
}
