import type { ObjectKind } from '@holdfast/contracts';
import { ByteReader } from './byte-reader.js';
import { ByteWriter } from './byte-writer.js';
import { damaged } from './damaged.js';
import { afterHeader, objectHeader } from './object-header.js';
import { digestOfName, objectName } from './object-name.js';

export const MAX_SEGMENT_NAMES = 4096;

const KINDS = { 1: 'data', 2: 'tree', 3: 'index' } as const satisfies Record<number, ObjectKind>;
const NUMBERS: Record<string, number> = { data: 1, tree: 2, index: 3 };
const ENTRY_BYTES = 33;

/** `header(8) ‖ count u32 ‖ (kind u8 ‖ sha256(32))…`, at most 4,096 names; readable without any key. */
export function encodeSegment(names: readonly string[]): Buffer {
  if (names.length > MAX_SEGMENT_NAMES) throw new RangeError('a segment holds at most 4,096 names');
  const out = new ByteWriter(16 + names.length * ENTRY_BYTES).raw(objectHeader('segment')).u32(names.length);
  for (const name of names) {
    out.u8(NUMBERS[name.slice(0, name.indexOf('/'))]!).raw(Buffer.from(digestOfName(name)!, 'hex'));
  }
  return out.toBuffer();
}

/** @throws StorageError `object-altered`, `format-unsupported` */
export function decodeSegment(bytes: Uint8Array, name = 'a segment'): string[] {
  const reader = new ByteReader(afterHeader(bytes, 'segment', name), name);
  const count = reader.count(ENTRY_BYTES, MAX_SEGMENT_NAMES);
  const names: string[] = [];
  for (let i = 0; i < count; i++) {
    const kind = KINDS[reader.u8() as keyof typeof KINDS];
    if (kind === undefined) throw damaged(name);
    names.push(objectName(kind, reader.raw(32)));
  }
  reader.end();
  return names;
}
