import { createHash } from 'node:crypto';
import {
  segmentNames,
  snapshotReferences,
  StorageError,
  type MaintenanceStore,
} from '@holdfast/storage/maintenance';
import { DomainError } from '../problems/index.js';
import { eachWithin } from '../storage/index.js';

/** What was found at the location, all of it there. */
export interface Proof {
  /** All segments that the snapshot names. */
  readonly segments: number;
  /** Names that no parent had: what was looked for one by one. */
  readonly newObjects: readonly string[];
}

/** Sizes are asked for this many at a time. */
const AT_ONCE = 16;
/** 64 × 4,096 names of 16 MiB packs are 4 TB in one run: more than any phone holds. */
const MAX_NEW_SEGMENTS = 64;

/**
 * Proves that a snapshot can be restored from this location: its object and its segments are there, whole, and every
 * object that they name and no parent named is there, under the name of its kind and with bytes in it. What the
 * parents name was proven when they were committed, so the cost follows what is new. Reads no key and no content.
 *
 * @param parents snapshot objects already proven at this location
 * @throws DomainError `commit-incomplete` with how many lack: upload those, then commit again; `storage-unreachable`
 */
export async function proveSnapshot(
  store: MaintenanceStore,
  objectName: string,
  parents: readonly string[],
): Promise<Proof> {
  const { segments } = snapshotReferences(await readWhole(store, objectName));
  const proven = await segmentsOf(store, parents);
  const added = [...new Set(segments)].filter((name) => !proven.has(name));
  if (added.length > MAX_NEW_SEGMENTS) {
    throw new DomainError(
      'commit-incomplete',
      'The snapshot adds more objects than any phone can hold. Nothing was recorded.',
    );
  }
  const named = await eachWithin(4, added, async (segment) => segmentNames(await readWhole(store, segment)));
  const objects = [...new Set(named.flat())];
  if (parents.length === 0) objects.push('config');
  const sizes = await eachWithin(AT_ONCE, objects, (name) => store.stat(name));
  const lacking = sizes.filter((size) => size === undefined || size === 0).length;
  if (lacking > 0) throw incomplete(lacking);
  return { segments: segments.length, newObjects: [objectName, ...added, ...objects] };
}

/** Reads an object that the control plane may read, and checks that its bytes are the ones it is named by. */
async function readWhole(store: MaintenanceStore, name: string): Promise<Uint8Array> {
  const bytes = await store.get(name).catch((error: unknown) => {
    throw error instanceof StorageError && error.code === 'object-missing' ? incomplete(1) : error;
  });
  if (!name.endsWith(`/${createHash('sha256').update(bytes).digest('hex')}`)) {
    throw new DomainError(
      'commit-incomplete',
      'An object of the snapshot is not the one that it is named by, so nothing was recorded. Back up again.',
    );
  }
  return bytes;
}

/** A parent that cannot be read proves nothing: then what it would have covered is looked for again. */
async function segmentsOf(store: MaintenanceStore, parents: readonly string[]): Promise<Set<string>> {
  const lists = await eachWithin(4, parents, async (parent) => {
    try {
      return snapshotReferences(await readWhole(store, parent)).segments;
    } catch (error) {
      if (error instanceof StorageError && error.code === 'location-unreachable') throw error;
      return [];
    }
  });
  return new Set(lists.flat());
}

const incomplete = (lacking: number) =>
  new DomainError(
    'commit-incomplete',
    `${String(lacking)} ${lacking === 1 ? 'object that the snapshot names is' : 'objects that the snapshot names are'} ` +
      'not at the location, so nothing was recorded. Earlier snapshots are whole. Upload them, then commit again.',
  );
