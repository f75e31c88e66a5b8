import { decodeSegment } from '../../format/segment-object.js';
import { openSnapshot } from '../../snapshots/snapshot-object.js';
import type { HistoryPlace } from './place.js';
import { isIntact } from './place.js';
import type { World } from './world.js';

export interface NamedObjects {
  readonly objectName: string;
  /** The id that it had first. */
  readonly firstId: string;
  /** Its own name, its segments, all that these name, and the wraps. */
  readonly names: ReadonlySet<string>;
}

/** What a snapshot names, read past the engine's own way; undefined where its object cannot be read. */
export async function namedObjects(
  { place, openedKeys }: Pick<World, 'place' | 'openedKeys'>,
  objectName: string,
): Promise<NamedObjects | undefined> {
  const bytes = await intactBytes(place, objectName);
  if (!bytes) return undefined;
  const { segments, root } = openSnapshot(openedKeys, bytes, objectName);
  const names = new Set([objectName, ...segments, ...root.wraps]);
  for (const segment of segments) {
    const list = await intactBytes(place, segment);
    for (const name of list ? decodeSegment(list, segment) : []) names.add(name);
  }
  return { objectName, firstId: (root.original ?? objectName).slice('snapshot/'.length), names };
}

async function intactBytes(place: HistoryPlace, name: string): Promise<Buffer | undefined> {
  return (await isIntact(place, name)) ? place.bytes(name) : undefined;
}
