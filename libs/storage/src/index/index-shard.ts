import { randomBytes } from 'node:crypto';
import { hkdf } from '../crypto/hkdf.js';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { seal, unseal } from '../crypto/sealing.js';
import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import { damaged } from '../format/damaged.js';
import { afterHeader, objectHeader } from '../format/object-header.js';
import type { PackKind } from '../packs/pack-layout.js';

export const SHARD_BYTES = 4 * 1024 * 1024;

/** What a shard says of one pack. */
export interface IndexedPack {
  readonly kind: PackKind;
  readonly sha256: Buffer;
  readonly size: number;
  readonly ids: readonly Buffer[];
}

/** `header(8) ‖ salt(32) ‖ sealed`; sealed: `(kind u8 ‖ pack(32) ‖ size u32 ‖ count u32 ‖ id(32)…)…`. */
export function encodeShard(keys: RepositoryKeys, packs: readonly IndexedPack[]): Buffer {
  const plain = new ByteWriter(4096);
  for (const pack of packs) {
    plain
      .u8(pack.kind === 'data' ? 1 : 2)
      .raw(pack.sha256)
      .u32(pack.size)
      .u32(pack.ids.length);
    for (const id of pack.ids) plain.raw(id);
  }
  const prelude = Buffer.concat([objectHeader('index'), randomBytes(32)]);
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
    if (number !== 1 && number !== 2) throw damaged(name);
    const [sha256, size] = [reader.raw(32), reader.u32()];
    const ids = Array.from({ length: reader.count(32) }, () => reader.raw(32));
    packs.push({ kind: number === 1 ? 'data' : 'tree', sha256, size, ids });
  }
  return packs;
}

function shardKey(keys: RepositoryKeys, prelude: Buffer): Buffer {
  return hkdf(keys.metadataKey, prelude.subarray(8), 'index shard');
}
