import { randomBytes } from 'node:crypto';
import { hkdf } from '../crypto/hkdf.js';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { seal, unseal } from '../crypto/sealing.js';
import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import { damaged } from '../format/damaged.js';
import { LATEST_MS } from '../format/latest-moment.js';
import { afterHeader, objectHeader } from '../format/object-header.js';
import { digestOfName, objectName } from '../format/object-name.js';

/**
 * What one program tells the others about objects: `needed`, a snapshot that names these segments is about to be
 * stored; `unneeded`, no snapshot names them, so nobody may count on them any more; `sweeping`, they are being
 * removed now; `forgotten`, snapshots that do not count any more.
 */
export type MarkPurpose = 'needed' | 'unneeded' | 'sweeping' | 'forgotten';

export interface Mark {
  readonly purpose: MarkPurpose;
  /** By the clock of whoever wrote it, in ms since 1970. */
  readonly atMs: number;
  /** Names of objects, `<kind>/<sha256>`. */
  readonly names: readonly string[];
}

/** 33 MB of names: as many objects as a repository of 16 TB has. */
export const MAX_MARK_NAMES = 1_000_000;

const PURPOSES: readonly MarkPurpose[] = ['needed', 'unneeded', 'sweeping', 'forgotten'];
const KINDS = ['data', 'tree', 'index', 'segment', 'snapshot', 'mark'] as const;
const NAME_BYTES = 33;

/**
 * `header(8) ‖ salt(32) ‖ sealed`; sealed: `purpose u8 ‖ at u64 ‖ count u32 ‖ (kind u8 ‖ sha256(32))…`. Sealed, so that
 * only who can read the repository can tell its writers what to leave alone.
 */
export function encodeMark(keys: RepositoryKeys, { purpose, atMs, names }: Mark): Buffer {
  if (names.length > MAX_MARK_NAMES) throw new RangeError('a mark holds at most a million names');
  const plain = new ByteWriter(16 + names.length * NAME_BYTES)
    .u8(PURPOSES.indexOf(purpose) + 1)
    .u64(BigInt(atMs))
    .u32(names.length);
  for (const name of names) {
    plain.u8(KINDS.indexOf(name.slice(0, name.indexOf('/')) as (typeof KINDS)[number]) + 1);
    plain.raw(Buffer.from(digestOfName(name)!, 'hex'));
  }
  const prelude = Buffer.concat([objectHeader('mark'), randomBytes(32)]);
  return Buffer.concat([prelude, seal(markKey(keys, prelude), 0, prelude, plain.toBuffer())]);
}

/** @throws StorageError `object-altered`, `format-unsupported` */
export function decodeMark(keys: RepositoryKeys, bytes: Uint8Array, name: string): Mark {
  const body = afterHeader(bytes, 'mark', name);
  if (body.length < 32) throw damaged(name);
  const prelude = Buffer.from(bytes.subarray(0, 40));
  const reader = new ByteReader(unseal(markKey(keys, prelude), 0, prelude, body.subarray(32), name), name);
  const purpose = PURPOSES[reader.u8() - 1];
  const at = reader.u64();
  if (purpose === undefined || at > BigInt(LATEST_MS)) throw damaged(name);
  const count = reader.count(NAME_BYTES, MAX_MARK_NAMES);
  const names: string[] = [];
  for (let i = 0; i < count; i++) {
    const kind = KINDS[reader.u8() - 1];
    if (kind === undefined) throw damaged(name);
    names.push(objectName(kind, reader.raw(32)));
  }
  reader.end();
  return { purpose, atMs: Number(at), names };
}

function markKey(keys: RepositoryKeys, prelude: Buffer): Buffer {
  return hkdf(keys.metadataKey, prelude.subarray(8), 'mark');
}
