import type { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import type { GetTreeChunk, IdList } from './id-list.js';
import { eachId, encodeIdList, NO_IDS, readIdList } from './id-list.js';

/** Where a file's bytes lie: in chunks of its own, or, for a small one, within a chunk shared with its neighbours. */
export interface FileContent {
  readonly ids: IdList;
  readonly bundle?: BundlePlace | undefined;
}

export interface BundlePlace {
  /** The data chunk that holds the bundle. */
  readonly id: Buffer;
  /** Bytes before the file's own; its length is the entry's size. */
  readonly offset: number;
}

/** All chunks of a file but its last have at least this much: the fixed length of page databases. */
const LEAST_BYTES = 64n * 1024n;

/** Stands where an id list would say its depth. */
const BUNDLED = 0xff;

/** An id list, or `255 u8 ‖ bundle chunk id(32) ‖ offset u32`. */
export function encodeContent({ ids, bundle }: FileContent): Buffer {
  if (!bundle) return encodeIdList(ids);
  return new ByteWriter(37).u8(BUNDLED).raw(bundle.id).u32(bundle.offset).toBuffer();
}

/** @throws StorageError `object-altered` */
export function readContent(reader: ByteReader, what: string): FileContent {
  if (reader.peek() !== BUNDLED) return { ids: readIdList(reader, what) };
  reader.u8();
  return { ids: NO_IDS, bundle: { id: Buffer.from(reader.raw(32)), offset: reader.u32() } };
}

/**
 * The data chunks that hold a file, in order, and no more of them than its size allows: three small lists can name a
 * thousand million million. `seen`: told of each list chunk on the way. @throws StorageError `object-altered`
 */
export async function* contentChunks(
  { ids, bundle, size }: FileContent & { readonly size: bigint },
  get: GetTreeChunk,
  seen?: (id: Buffer) => void,
): AsyncGenerator<Buffer> {
  if (bundle) yield bundle.id;
  else yield* eachId(ids, get, seen, Number(size / LEAST_BYTES) + 1);
}
