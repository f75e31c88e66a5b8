import { decodeRoster } from '../crypto/roster-object.js';
import { parseWrap, wrapIsAuthentic } from '../crypto/wrap-object.js';
import { configObject } from '../format/config-object.js';
import { partsOfKeyName, ROSTER } from '../format/key-name.js';
import { digestOfName, sha256Hex } from '../format/object-name.js';
import { decodeSegment } from '../format/segment-object.js';
import { decodeShard } from '../index/index-shard.js';
import { decodeMark } from '../marks/mark-object.js';
import type { OpeningPool } from '../opening/opening-pool.js';
import type { Finding } from '../opening/pack-order.js';
import type { PackKind } from '../packs/pack-layout.js';
import { PackReader } from '../packs/pack-reader.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import { openSnapshot } from '../snapshots/snapshot-object.js';
import { StorageError } from '../storage-error.js';

/** Reads one object whole and says what is wrong with it, down to each sealed chunk. `pool`: opens packs in threads. */
export async function checkObject(
  state: OpenState,
  name: string,
  pool?: OpeningPool,
): Promise<{ bytes: number; what: Finding | undefined }> {
  let bytes: Buffer;
  try {
    const got = await state.objects.location.get(name);
    bytes = Buffer.from(got.buffer, got.byteOffset, got.byteLength);
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    if (error.code === 'object-missing') return { bytes: 0, what: 'missing' };
    if (error.code === 'object-altered') return { bytes: 0, what: 'altered' };
    throw error;
  }
  const kind = name.slice(0, name.indexOf('/'));
  if (pool && (kind === 'data' || kind === 'tree')) {
    const { length } = bytes; // The memory is given to a thread.
    return { bytes: length, what: await pool.check(kind, name, bytes) };
  }
  const digest = digestOfName(name);
  const intact =
    digest === undefined ? configObject(state.keys.repositoryId).equals(bytes) : sha256Hex(bytes) === digest;
  if (!intact) return { bytes: bytes.length, what: 'altered' };
  try {
    parse(state, name, bytes);
    return { bytes: bytes.length, what: undefined };
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    return { bytes: bytes.length, what: error.code === 'epoch-closed' ? 'closed' : 'unreadable' };
  }
}

function parse({ keys }: OpenState, name: string, bytes: Buffer): void {
  const kind = name.slice(0, name.indexOf('/'));
  if (kind === 'data' || kind === 'tree') new PackReader(kind as PackKind, keys, bytes, name).checkAll();
  else if (kind === 'index') decodeShard(keys, bytes, name);
  else if (kind === 'segment') decodeSegment(bytes, name);
  else if (kind === 'snapshot') openSnapshot(keys, bytes, name);
  else if (kind === 'mark') decodeMark(keys, bytes, name);
  else if (kind === 'keys' && partsOfKeyName(name).recipient === ROSTER) decodeRoster(keys, bytes, name);
  else if (kind === 'keys') {
    const wrap = parseWrap(bytes, name);
    // A creation that was cut off leaves wraps of another repository id; they are nobody's.
    const ours = wrap.repositoryId.equals(keys.repositoryId);
    if (ours && !wrapIsAuthentic(wrap, keys.recipientsKey)) {
      throw new StorageError('object-altered', 'A wrap that nobody of this repository made.');
    }
  }
}
