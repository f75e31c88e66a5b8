import type { EntryKind } from '@holdfast/contracts';
import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import { damaged } from '../format/damaged.js';
import type { IdList } from './id-list.js';
import { encodeIdList, LIST_FAN, NODE_CHUNK, readIdList } from './id-list.js';

/** One name in a folder, as a snapshot keeps it. */
export interface TreeEntry {
  readonly name: Buffer;
  readonly kind: EntryKind;
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly mode: number | undefined;
  readonly category: string;
  /** Files: SHA-256 of the whole content as read. */
  readonly sha256?: Buffer | undefined;
  /** Files: chunks of the content. Folders: node chunks. */
  readonly ids: IdList;
  /** Symbolic links only. */
  readonly linkTarget?: Buffer | undefined;
}

const KINDS: readonly EntryKind[] = ['file', 'directory', 'symlink'];
export const NO_IDS: IdList = { depth: 0, ids: [] };
export const MAX_NAME_BYTES = 0xffff;
const WHAT = 'A folder of a snapshot';
const HAS_MODE = 1;

/**
 * `body length u32 ‖ body`; body: `kind u8 ‖ flags u8 ‖ mode u16 ‖ mtime ns i64 ‖ size u64 ‖ category (u8 + text) ‖
 * name (u16 + bytes) ‖ file: SHA-256(32), ids · folder: ids · link: target (u16 + bytes)`. Readers skip what a later
 * release adds at the end of a body.
 */
export function encodeEntry(entry: TreeEntry): Buffer {
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
  else {
    if (entry.kind === 'file') body.raw(entry.sha256!);
    body.raw(encodeIdList(entry.ids));
  }
  const bytes = body.toBuffer();
  return new ByteWriter(4 + bytes.length).u32(bytes.length).raw(bytes).toBuffer();
}

function decodeEntry(reader: ByteReader): TreeEntry {
  const kind = KINDS[reader.u8()];
  if (kind === undefined) throw damaged(WHAT);
  const flags = reader.u8();
  const mode = reader.u16();
  const [mtimeNs, size] = [reader.i64(), reader.u64()];
  const category = reader.raw(reader.u8()).toString('latin1');
  const name = Buffer.from(reader.raw(reader.u16()));
  const base = { name, kind, size, mtimeNs, mode: (flags & HAS_MODE) !== 0 ? mode : undefined, category };
  if (kind === 'symlink') return { ...base, ids: NO_IDS, linkTarget: Buffer.from(reader.raw(reader.u16())) };
  if (kind === 'directory') return { ...base, ids: readIdList(reader, WHAT) };
  return { ...base, sha256: Buffer.from(reader.raw(32)), ids: readIdList(reader, WHAT) };
}

/** Entries of one node chunk: `1 u8 ‖ entry…`, sorted by name bytes. @throws StorageError `object-altered` */
export function decodeNode(plain: Buffer): TreeEntry[] {
  const reader = new ByteReader(plain, WHAT);
  if (reader.u8() !== NODE_CHUNK) throw damaged(WHAT);
  const entries: TreeEntry[] = [];
  while (reader.left > 0) {
    const entry = decodeEntry(new ByteReader(reader.raw(reader.u32()), WHAT));
    const last = entries.at(-1);
    if (last && Buffer.compare(last.name, entry.name) >= 0) throw damaged(WHAT);
    entries.push(entry);
  }
  return entries;
}

/** Stops a chain of folders that some damage, or an attacker with the keys, made endless. */
export const MAX_DEPTH = 100_000;
export { LIST_FAN };
