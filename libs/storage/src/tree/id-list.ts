import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import { damaged } from '../format/damaged.js';

/** Where the chunks of a file or of a folder are named: directly (depth 0), or in tree chunks that list them. */
export interface IdList {
  readonly depth: number;
  readonly ids: readonly Buffer[];
}

export const NO_IDS: IdList = { depth: 0, ids: [] };

/** Ids kept in an entry itself: a file of 64 MiB on average. */
export const INLINE_IDS = 64;
/** Ids in one list chunk: 128 KiB. */
export const LIST_FAN = 4096;
/** 64 × 4096³ chunks of 64 KiB are more than any phone holds. */
const MAX_DEPTH = 3;

export const NODE_CHUNK = 1;
export const LIST_CHUNK = 2;
export const LEFT_OUT_CHUNK = 3;

export type PutTreeChunk = (plain: Buffer) => Promise<Buffer>;
export type GetTreeChunk = (id: Uint8Array) => Promise<Buffer>;

/** Collects ids in order, writing list chunks as they fill, so that no list is ever whole in memory. */
export class IdListWriter {
  private readonly levels: Buffer[][] = [[]];

  constructor(private readonly put: PutTreeChunk) {}

  async add(id: Buffer, level = 0): Promise<void> {
    const ids = (this.levels[level] ??= []);
    ids.push(id);
    if (ids.length === LIST_FAN) await this.flush(level);
  }

  async finish(): Promise<IdList> {
    for (let level = 0; ; level++) {
      const ids = this.levels[level] ?? [];
      const top = level === this.levels.length - 1;
      if (top && ids.length <= INLINE_IDS) return { depth: level, ids };
      if (ids.length > 0) await this.flush(level);
    }
  }

  private async flush(level: number): Promise<void> {
    const ids = this.levels[level]!;
    this.levels[level] = [];
    const plain = new ByteWriter(2 + ids.length * 32).u8(LIST_CHUNK).u8(level);
    for (const id of ids) plain.raw(id);
    await this.add(await this.put(plain.toBuffer()), level + 1);
  }
}

/** `depth u8 ‖ count u16 ‖ id(32)…`. */
export function encodeIdList(list: IdList): Buffer {
  const out = Buffer.allocUnsafe(3 + list.ids.length * 32);
  out.writeUInt8(list.depth);
  out.writeUInt16BE(list.ids.length, 1);
  for (const [i, id] of list.ids.entries()) out.set(id, 3 + i * 32);
  return out;
}

export function readIdList(reader: ByteReader, what: string): IdList {
  const depth = reader.u8();
  const count = reader.u16();
  if (depth > MAX_DEPTH || count > INLINE_IDS) throw damaged(what);
  const all = Buffer.from(reader.raw(count * 32));
  return { depth, ids: Array.from({ length: count }, (_, i) => all.subarray(i * 32, i * 32 + 32)) };
}

/**
 * The ids at the bottom, in order. `seen`: told of each list chunk on the way. `most`: how many there may be, since three
 * small lists that name each other again and again make 10¹². @throws StorageError `object-altered`
 */
export async function* eachId(
  list: IdList,
  get: GetTreeChunk,
  seen?: (id: Buffer) => void,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<Buffer> {
  let left = most;
  for await (const id of unfolded(list, get, seen)) {
    if (left-- <= 0) throw damaged('A list of chunks (it names more than it can have)');
    yield id;
  }
}

async function* unfolded(
  list: IdList,
  get: GetTreeChunk,
  seen: ((id: Buffer) => void) | undefined,
): AsyncGenerator<Buffer> {
  if (list.depth === 0) {
    yield* list.ids;
    return;
  }
  for (const id of list.ids) {
    seen?.(id);
    const reader = new ByteReader(await get(id), 'A list of chunks');
    if (reader.u8() !== LIST_CHUNK || reader.u8() !== list.depth - 1) throw damaged('A list of chunks');
    const all = reader.raw(reader.left);
    if (all.length === 0 || all.length % 32 !== 0 || all.length > LIST_FAN * 32)
      throw damaged('A list of chunks');
    // One id at a time: a search reads the list of a large folder in many snapshots at once.
    for (let at = 0; at < all.length; at += 32) {
      const below = all.subarray(at, at + 32);
      if (list.depth === 1) yield below;
      else yield* unfolded({ depth: list.depth - 1, ids: [below] }, get, seen);
    }
  }
}
