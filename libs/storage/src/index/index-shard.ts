import { randomBytes } from 'node:crypto';
import { hkdf } from '../crypto/hkdf.js';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { seal, TAG_BYTES, unseal } from '../crypto/sealing.js';
import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import { damaged } from '../format/damaged.js';
import { afterHeader, objectHeader } from '../format/object-header.js';
import type { PackKind } from '../packs/pack-layout.js';
import { paddedShardBytes } from '../packs/padding.js';
import { SHARD_ENTRY_BYTES, ShardEntries } from './shard-entries.js';

export const SHARD_BYTES = 4 * 1024 * 1024;
/** What is smaller is put together with others of its kind once there are many. */
export const SMALL_SHARD_BYTES = SHARD_BYTES / 2;

/** What a shard says of one pack. */
export interface IndexedPack {
  readonly kind: PackKind;
  readonly sha256: Buffer;
  readonly size: number;
  readonly entries: ShardEntries;
}

/** Bytes that a shard takes to say this of packs, before it is padded. */
export const saidBytes = (packs: readonly IndexedPack[]): number =>
  packs.reduce((sum, { entries }) => sum + 41 + entries.bytes.length, 0);

const PADDING = 0;

/**
 * `header(8) ‖ salt(32) ‖ sealed`; sealed: `(kind u8 ‖ pack(32) ‖ size u32 ‖ count u32 ‖ entry(28)…)…`, then zeros up to
 * a padded size.
 */
export function encodeShard(keys: RepositoryKeys, packs: readonly IndexedPack[]): Buffer {
  const plain = new ByteWriter(4096);
  for (const pack of packs) {
    plain
      .u8(pack.kind === 'data' ? 1 : 2)
      .raw(pack.sha256)
      .u32(pack.size)
      .u32(pack.entries.count)
      .raw(pack.entries.bytes);
  }
  const prelude = Buffer.concat([objectHeader('index'), randomBytes(32)]);
  const overhead = prelude.length + TAG_BYTES;
  plain.raw(Buffer.alloc(paddedShardBytes(plain.length + overhead) - overhead - plain.length, PADDING));
  return Buffer.concat([prelude, seal(shardKey(keys, prelude), 0, prelude, plain.toBuffer())]);
}

/** @throws StorageError `object-altered`, `format-unsupported` */
export function decodeShard(keys: RepositoryKeys, bytes: Uint8Array, name: string): IndexedPack[] {
  const body = afterHeader(bytes, 'index', name);
  if (body.length < 32) throw damaged(name);
  const prelude = Buffer.from(bytes.subarray(0, 40));
  const reader = new ByteReader(unseal(shardKey(keys, prelude), 0, prelude, body.subarray(32), name), name);
  const packs: IndexedPack[] = [];
  while (reader.left > 0) {
    const number = reader.u8();
    if (number === PADDING) {
      if (reader.raw(reader.left).some((byte) => byte !== PADDING)) throw damaged(name);
      break;
    }
    if (number !== 1 && number !== 2) throw damaged(name);
    const [sha256, size] = [reader.raw(32), reader.u32()];
    const entries = new ShardEntries(reader.raw(reader.count(SHARD_ENTRY_BYTES) * SHARD_ENTRY_BYTES));
    packs.push({ kind: number === 1 ? 'data' : 'tree', sha256, size, entries });
  }
  return packs;
}

function shardKey(keys: RepositoryKeys, prelude: Buffer): Buffer {
  return hkdf(keys.metadataKey, prelude.subarray(8), 'index shard');
}
