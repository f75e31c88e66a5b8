import type { KeyObject } from 'node:crypto';
import { createSecretKey } from 'node:crypto';
import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import { damaged } from '../format/damaged.js';
import { afterHeader, objectHeader } from '../format/object-header.js';
import type { Epoch, RepositoryKeys } from '../crypto/repository-keys.js';
import { MAX_CHUNK_BYTES } from '../chunking/content-cutter.js';
import { hkdf } from '../crypto/hkdf.js';
import { seal, TAG_BYTES, unseal } from '../crypto/sealing.js';

export type PackKind = 'data' | 'tree';

/** A pack is closed when one of these is reached: 7 s of upload at 20 Mbit/s. */
export const PACK_BYTES = { data: 16 * 1024 * 1024, tree: 4 * 1024 * 1024 } as const;
export const MAX_PACK_CHUNKS = 32_768;

export const PRELUDE_BYTES = 44;
const TRAILER_PLAIN_BYTES = 8;
const TRAILER_BYTES = TRAILER_PLAIN_BYTES + TAG_BYTES;
const ENTRY_BYTES = 41;
const HEADER_NUMBER = 0xffffffff;
const TRAILER_NUMBER = 0xfffffffe;
const COMPRESSED = 1;
const DUMMY = 2;

export interface PackEntry {
  readonly id: Buffer;
  /** Its place in the pack, which is its nonce. */
  readonly number: number;
  readonly offset: number;
  /** Sealed, tag included. */
  readonly length: number;
  readonly plainLength: number;
  readonly compressed: boolean;
  readonly dummy: boolean;
}

/** `header(8) ‖ epoch u32 ‖ salt(32)`: all of a pack that can be read without a key. */
export function packPrelude(kind: PackKind, epoch: number, salt: Uint8Array): Buffer {
  return new ByteWriter(PRELUDE_BYTES).raw(objectHeader(kind)).u32(epoch).raw(salt).toBuffer();
}

/** Contents under the epoch's key, trees under the metadata key. */
export function packKey(kind: PackKind, keys: RepositoryKeys, prelude: Buffer, epoch: Epoch): KeyObject {
  return derived(kind, kind === 'data' ? epoch.key : keys.metadataKey, prelude);
}

/** The keys that may open a pack: one, or as many as there are epochs of its number; none when they are closed here. */
export function packKeys(kind: PackKind, keys: RepositoryKeys, prelude: Buffer): KeyObject[] {
  if (kind === 'tree') return [derived(kind, keys.metadataKey, prelude)];
  return keys.epochsOf(prelude.readUInt32BE(8)).map(({ key }) => derived(kind, key, prelude));
}

function derived(kind: PackKind, from: Uint8Array, prelude: Buffer): KeyObject {
  return createSecretKey(hkdf(from, prelude.subarray(12, PRELUDE_BYTES), `${kind} pack`));
}

function headerKey(keys: RepositoryKeys, prelude: Buffer): KeyObject {
  return createSecretKey(hkdf(keys.metadataKey, prelude.subarray(12, PRELUDE_BYTES), 'pack header'));
}

/** `entry…` with entry = `id(32) ‖ sealed length u32 ‖ plain length u32 ‖ flags u8`, sealed. */
export function sealPackHeader(keys: RepositoryKeys, prelude: Buffer, entries: readonly PackEntry[]): Buffer {
  const out = new ByteWriter(entries.length * ENTRY_BYTES);
  for (const entry of entries) {
    const flags = (entry.compressed ? COMPRESSED : 0) | (entry.dummy ? DUMMY : 0);
    out.raw(entry.id).u32(entry.length).u32(entry.plainLength).u8(flags);
  }
  return seal(headerKey(keys, prelude), HEADER_NUMBER, prelude, out.toBuffer());
}

/** The last 24 bytes: where the header begins and how long it is, sealed, since lengths leak. */
export function sealPackTrailer(
  keys: RepositoryKeys,
  prelude: Buffer,
  offset: number,
  length: number,
): Buffer {
  const plain = new ByteWriter(TRAILER_PLAIN_BYTES).u32(offset).u32(length).toBuffer();
  return seal(headerKey(keys, prelude), TRAILER_NUMBER, prelude, plain);
}

/** Bytes that a pack needs beyond its chunks. */
export function packOverhead(entries: number): number {
  return PRELUDE_BYTES + entries * ENTRY_BYTES + TAG_BYTES + TRAILER_BYTES;
}

/** @throws StorageError `object-altered`, `format-unsupported` */
export function readPackEntries(
  kind: PackKind,
  keys: RepositoryKeys,
  pack: Buffer,
  name: string,
): PackEntry[] {
  afterHeader(pack, kind, name);
  if (pack.length < packOverhead(0)) throw damaged(name);
  const prelude = pack.subarray(0, PRELUDE_BYTES);
  const key = headerKey(keys, prelude);
  const trailer = unseal(key, TRAILER_NUMBER, prelude, pack.subarray(pack.length - TRAILER_BYTES), name);
  const offset = trailer.readUInt32BE(0);
  const length = trailer.readUInt32BE(4);
  if (offset < PRELUDE_BYTES || offset + length > pack.length - TRAILER_BYTES) throw damaged(name);
  if (length > MAX_PACK_CHUNKS * ENTRY_BYTES + TAG_BYTES) throw damaged(name);
  const plain = unseal(key, HEADER_NUMBER, prelude, pack.subarray(offset, offset + length), name);
  if (plain.length % ENTRY_BYTES !== 0) throw damaged(name);
  const reader = new ByteReader(plain, name);
  const entries: PackEntry[] = [];
  for (let number = 0, at = PRELUDE_BYTES; reader.left > 0; number++) {
    const id = reader.raw(32);
    const [sealed, plainLength, flags] = [reader.u32(), reader.u32(), reader.u8()];
    if (sealed < TAG_BYTES || at + sealed > offset || plainLength > MAX_CHUNK_BYTES) throw damaged(name);
    const [compressed, dummy] = [(flags & COMPRESSED) !== 0, (flags & DUMMY) !== 0];
    entries.push({ id, number, offset: at, length: sealed, plainLength, compressed, dummy });
    at += sealed;
  }
  return entries;
}
