import { digestOfName, objectName, sha256Hex } from '../format/object-name.js';
import { decodeSegment, encodeSegment, MAX_SEGMENT_NAMES } from '../format/segment-object.js';
import type { LocalIndex } from '../index/local-index.js';
import type { ObjectStore } from '../repository/object-store.js';
import type { OpenedSnapshot } from '../snapshots/snapshot-list.js';

/** More segments than this are written together into full ones. */
const MERGE_AFTER = 32;

/** What the previous snapshot names, and whether all of it is still there. */
export interface Inherited {
  readonly segments: readonly string[];
  readonly names: ReadonlySet<string>;
  readonly whole: boolean;
}

export const NOTHING_INHERITED: Inherited = { segments: [], names: new Set(), whole: true };

/** @throws StorageError `object-missing`, `object-altered` when a segment cannot be read */
export async function inherit(
  objects: ObjectStore,
  index: LocalIndex,
  previous: OpenedSnapshot,
): Promise<Inherited> {
  const names = new Set<string>();
  let whole = true;
  for (const segment of previous.segments) {
    if ((await objects.location.stat(segment)) === undefined) whole = false;
    for (const name of decodeSegment(await objects.getCached(segment, index), segment)) {
      const sha256 = Buffer.from(digestOfName(name)!, 'hex');
      const there = name.startsWith('index/')
        ? index.hasShard(sha256)
        : index.packByDigest(sha256)?.present === true;
      if (there) names.add(name);
      else whole = false;
    }
  }
  return { segments: previous.segments, names, whole };
}

/**
 * Stores the segments that are new and answers with all that the snapshot names: those inherited as they are, while
 * everything in them is there, and one for what this run met by itself.
 */
export async function storeSegments(
  objects: ObjectStore,
  index: LocalIndex,
  inherited: Inherited,
  touched: Iterable<number>,
): Promise<string[]> {
  const fresh = new Set<string>();
  for (const id of touched) {
    const pack = index.pack(id);
    for (const name of [objectName(pack.kind, pack.sha256), pack.shard && objectName('index', pack.shard)]) {
      if (name && !inherited.names.has(name)) fresh.add(name);
    }
  }
  const keep = inherited.whole && inherited.segments.length < MERGE_AFTER;
  const names = keep ? [...fresh] : [...inherited.names, ...fresh];
  const segments = keep ? [...inherited.segments] : [];
  for (let at = 0; at < names.length; at += MAX_SEGMENT_NAMES) {
    const bytes = encodeSegment(names.slice(at, at + MAX_SEGMENT_NAMES));
    const name = objectName('segment', sha256Hex(bytes));
    await objects.put(name, bytes);
    segments.push(name);
  }
  return segments;
}
