import type { EntryKind } from '@holdfast/contracts';
import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import { damaged } from '../format/damaged.js';
import type { FileAdditions } from './file-additions.js';
import { encodeAdditions, readAdditions } from './file-additions.js';
import type { FileContent } from './file-content.js';
import { encodeContent, readContent } from './file-content.js';
import { LIST_FAN, NO_IDS, NODE_CHUNK } from './id-list.js';

/** One name in a folder, as a snapshot keeps it. */
export interface TreeEntry extends FileContent, FileAdditions {
  readonly name: Buffer;
  readonly kind: EntryKind;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly mode: number | undefined;
  readonly category: string;
  /** Symbolic links only. */
  readonly linkTarget?: Buffer | undefined;
}

const KINDS: readonly EntryKind[] = ['file', 'directory', 'symlink'];
export const MAX_NAME_BYTES = 0xffff;
/** 16 TiB: as much as the file systems of phones can give a file, and a bound of what a list of chunks can claim. */
export const MAX_FILE_BYTES = 2n ** 44n;
const WHAT = 'A folder of a snapshot';
const HAS_MODE = 1;

/**
 * `body length u32 ‖ body`; body: `kind u8 ‖ flags u8 ‖ mode u16 ‖ mtime ns i64 ‖ size u64 ‖ category (u8 + text) ‖
 * name (u16 + bytes) ‖ file: content, additions · folder: ids of its node chunks · link: target (u16 + bytes)`.
 * Readers skip what a later release adds at the end of a body.
 */
export function encodeEntry(entry: TreeEntry): Buffer {
  if (entry.size > MAX_FILE_BYTES) throw new RangeError('a file holds at most 16 TiB');
  const category = Buffer.from(entry.category, 'latin1');
  const body = new ByteWriter(128 + entry.name.length)
    .u8(KINDS.indexOf(entry.kind))
    .u8(entry.mode === undefined ? 0 : HAS_MODE)
    .u16((entry.mode ?? 0) & 0o7777)
    .i64(entry.mtimeNs)
    .u64(entry.size)
    .u8(category.length)
    .raw(category)
    .u16(entry.name.length)
    .raw(entry.name);
  if (entry.kind === 'symlink') body.u16(entry.linkTarget!.length).raw(entry.linkTarget!);
  else body.raw(encodeContent(entry));
  if (entry.kind === 'file') body.raw(encodeAdditions(entry));
  const bytes = body.toBuffer();
  return new ByteWriter(4 + bytes.length).u32(bytes.length).raw(bytes).toBuffer();
}

function decodeEntry(reader: ByteReader): TreeEntry {
  const kind = KINDS[reader.u8()];
  if (kind === undefined) throw damaged(WHAT);
  const flags = reader.u8();
  const mode = reader.u16() & 0o7777;
  const [mtimeNs, size] = [reader.i64(), reader.u64()];
  const category = reader.raw(reader.u8()).toString('latin1');
  if (size > MAX_FILE_BYTES || !/^[a-z-]*$/.test(category)) throw damaged(WHAT);
  const name = Buffer.from(reader.raw(reader.u16()));
  const base = { name, kind, size, mtimeNs, mode: (flags & HAS_MODE) !== 0 ? mode : undefined, category };
  if (kind === 'symlink') return { ...base, ids: NO_IDS, linkTarget: Buffer.from(reader.raw(reader.u16())) };
  const content = readContent(reader, WHAT);
  if (kind === 'directory' && content.bundle) throw damaged(WHAT);
  return { ...base, ...content, ...(kind === 'file' ? readAdditions(reader, WHAT) : {}) };
}

/** The last name of a folder so far. */
export interface NameOrder {
  last?: Buffer;
}

/**
 * Entries of one node chunk, at least one, as they are asked for: `1 u8 ‖ entry…`, sorted by name bytes, also after those
 * of the chunks before it. @throws StorageError `object-altered`
 */
export function* decodeNode(plain: Buffer, order: NameOrder = {}): Generator<TreeEntry, undefined> {
  const reader = new ByteReader(plain, WHAT);
  if (reader.u8() !== NODE_CHUNK) throw damaged(WHAT);
  // A chunk of nothing could be named a million million times.
  if (reader.left === 0) throw damaged(WHAT);
  while (reader.left > 0) {
    const entry = decodeEntry(new ByteReader(reader.raw(reader.u32()), WHAT));
    if (order.last && Buffer.compare(order.last, entry.name) >= 0) throw damaged(WHAT);
    order.last = entry.name;
    yield entry;
  }
  return undefined;
}

export { LIST_FAN, NO_IDS };
