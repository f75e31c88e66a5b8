import { decodeSegment } from '../format/segment-object.js';
import type { Marks } from '../marks/read-marks.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { OpenedSnapshot, SnapshotList } from '../snapshots/snapshot-list.js';
import { StorageError } from '../storage-error.js';

/** What must stay at one moment, and why. */
export interface Referenced {
  readonly snapshots: readonly OpenedSnapshot[];
  /** Segments, packs and shards that a snapshot names, or one that is just being stored. */
  readonly names: ReadonlySet<string>;
}

/**
 * Everything that any snapshot names. The needed marks must have been read before, so that a snapshot which is stored
 * meanwhile is seen as the one or as the other.
 * @throws StorageError `object-altered`, `object-missing` where a snapshot or segment cannot be read: what it names is
 * unknown then, so nothing can be said to be unneeded
 */
export async function referencedObjects(
  state: OpenState,
  list: SnapshotList,
  marks: Marks,
): Promise<Referenced> {
  const snapshots: OpenedSnapshot[] = [];
  const names = new Set<string>();
  const segments = marks.names('needed');
  for (const name of await list.names()) {
    const opened = await readOrRefuse(name, () => list.open(name));
    if (!opened) continue;
    snapshots.push(opened);
    for (const segment of opened.segments) segments.add(segment);
  }
  const needed = marks.names('needed');
  for (const segment of segments) {
    names.add(segment);
    const bytes = await readOrRefuse(
      segment,
      () => state.objects.getCached(segment, state.index),
      needed.has(segment),
    );
    for (const name of bytes ? decodeSegment(bytes, segment) : []) names.add(name);
  }
  return { snapshots, names };
}

async function readOrRefuse<T>(
  name: string,
  read: () => Promise<T>,
  mayBeGone = false,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
    // A run that found itself swept has gone, and with it what it alone needed.
    if (mayBeGone && error.code === 'object-missing') return undefined;
    throw new StorageError(
      error.code,
      `${name} cannot be read, so it is unknown what it needs. Nothing was removed. Run verify; when a snapshot cannot be ` +
        'healed, forget it, then prune again.',
      { cause: error },
    );
  }
}
