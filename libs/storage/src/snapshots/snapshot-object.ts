import { randomBytes } from 'node:crypto';
import { hkdf } from '../crypto/hkdf.js';
import type { RepositoryKeys } from '../crypto/repository-keys.js';
import { seal, unseal } from '../crypto/sealing.js';
import { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';
import { damaged } from '../format/damaged.js';
import { afterHeader, objectHeader } from '../format/object-header.js';
import { objectName } from '../format/object-name.js';
import type { SnapshotRoot } from './snapshot-root.js';
import { decodeRoot, encodeRoot } from './snapshot-root.js';

/** A snapshot of 268 million objects; a run merges small segments long before. */
export const MAX_SEGMENTS = 65_536;

/**
 * `header(8) ‖ count u32 ‖ segment digest(32)… ‖ salt(32) ‖ sealed root`. The list is readable without a key and
 * complete by itself; the root's seal covers it, so that no segment can be taken off unseen.
 */
export function encodeSnapshot(
  keys: RepositoryKeys,
  segments: readonly string[],
  root: SnapshotRoot,
): Buffer {
  if (segments.length > MAX_SEGMENTS) throw new RangeError('a snapshot names at most 65,536 segments');
  const prelude = new ByteWriter(64 + segments.length * 32)
    .raw(objectHeader('snapshot'))
    .u32(segments.length);
  for (const name of segments) prelude.raw(Buffer.from(name.slice('segment/'.length), 'hex'));
  const salt = randomBytes(32);
  const covered = prelude.raw(salt).toBuffer();
  return Buffer.concat([covered, seal(rootKey(keys, salt), 0, covered, encodeRoot(root))]);
}

/** The readable part. @throws StorageError `object-altered`, `format-unsupported` */
export function snapshotSegments(
  bytes: Uint8Array,
  name = 'a snapshot',
): { segments: string[]; covered: number } {
  const reader = new ByteReader(afterHeader(bytes, 'snapshot', name), name);
  const count = reader.count(32, MAX_SEGMENTS);
  const segments = Array.from({ length: count }, () => objectName('segment', reader.raw(32)));
  reader.raw(32);
  if (reader.left < 16) throw damaged(name);
  return { segments, covered: 8 + reader.position };
}

/** @throws StorageError `object-altered`, `format-unsupported` */
export function openSnapshot(
  keys: RepositoryKeys,
  bytes: Buffer,
  name: string,
): { segments: string[]; root: SnapshotRoot } {
  const { segments, covered } = snapshotSegments(bytes, name);
  const prelude = bytes.subarray(0, covered);
  const key = rootKey(keys, prelude.subarray(covered - 32));
  return { segments, root: decodeRoot(unseal(key, 0, prelude, bytes.subarray(covered), name), name) };
}

function rootKey(keys: RepositoryKeys, salt: Uint8Array): Buffer {
  return hkdf(keys.metadataKey, salt, 'snapshot root');
}
