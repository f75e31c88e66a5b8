import { randomInt } from 'node:crypto';
import { digestOfName, objectName, sha256Hex } from '../format/object-name.js';
import { decodeSegment, encodeSegment, MAX_SEGMENT_NAMES } from '../format/segment-object.js';
import type { LocalIndex } from '../index/local-index.js';
import type { ObjectStore } from '../repository/object-store.js';
import { mergeShards } from '../index/merge-shards.js';
import type { ShardPlace } from '../index/store-shards.js';
import type { OpenedSnapshot } from '../snapshots/snapshot-list.js';

/** More segments than this are written together into full ones, and as many small shards. */
const MERGE_AFTER = 32;

/** What the previous snapshot names, and whether all of it is still there. */
export interface Inherited {
  readonly segments: readonly string[];
  readonly names: ReadonlySet<string>;
  readonly whole: boolean;
}

export const NOTHING_INHERITED: Inherited = { segments: [], names: new Set(), whole: true };

/** @param marked what is to be removed soon. @throws StorageError `object-missing`, `object-altered` when a segment cannot be read */
export async function inherit(
  objects: ObjectStore,
  index: LocalIndex,
  previous: OpenedSnapshot,
  marked: ReadonlySet<string>,
): Promise<Inherited> {
  const names = new Set<string>();
  let whole = true;
  for (const segment of previous.segments) {
    if (marked.has(segment) || (await objects.location.stat(segment)) === undefined) whole = false;
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
 * everything in them is there and shards are not merged, and one for what this run met by itself.
 */
export async function storeSegments(
  place: ShardPlace,
  inherited: Inherited,
  touched: Iterable<number>,
): Promise<{ segments: string[]; names: Set<string> }> {
  const fresh = new Set<string>();
  for (const id of touched) {
    const pack = place.index.pack(id);
    for (const name of [objectName(pack.kind, pack.sha256), pack.shard && objectName('index', pack.shard)]) {
      if (name && !inherited.names.has(name)) fresh.add(name);
    }
  }
  const all = new Set([...inherited.names, ...fresh]);
  const full = inherited.segments.length >= MERGE_AFTER;
  // What names them is written anew with the segments anyway.
  const { replaced, by } = await mergeShards(place, all, full ? 1 : MERGE_AFTER);
  const keep = inherited.whole && !full && replaced.size === 0;
  const names = new Set([...[...all].filter((name) => !replaced.has(name)), ...by]);
  const added = await storeNames(place.objects, keep ? [...fresh] : [...names]);
  return { segments: keep ? [...inherited.segments, ...added] : added, names };
}

/** Stores lists of names. They begin anywhere, so that a list made anew is another object than one that is to go. */
export async function storeNames(objects: ObjectStore, names: readonly string[]): Promise<string[]> {
  const from = names.length > 1 ? randomInt(names.length) : 0;
  const turned = [...names.slice(from), ...names.slice(0, from)];
  const segments: string[] = [];
  for (let at = 0; at < turned.length; at += MAX_SEGMENT_NAMES) {
    const bytes = encodeSegment(turned.slice(at, at + MAX_SEGMENT_NAMES));
    const name = objectName('segment', sha256Hex(bytes));
    await objects.put(name, bytes);
    segments.push(name);
  }
  return segments;
}
