import { ProgressCounter } from '../backup/backup-progress.js';
import { syncIndex } from '../index/sync-index.js';
import { isStandalone } from '../marks/level-index.js';
import { readMarks } from '../marks/read-marks.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { PruneRequest, PruneResult } from '../repository/repository.js';
import { currentEpoch } from '../recipients/epochs.js';
import { expectFullKey } from '../recipients/full-key.js';
import { takeWriterLock } from '../repository/work-folder.js';
import { shown, type SnapshotList } from '../snapshots/snapshot-list.js';
import { dropSnapshots, notHere } from './forget-snapshots.js';
import { referencedObjects } from './referenced-objects.js';
import { repack } from './repack.js';
import { Sweep } from './sweep.js';

/** Longer than any run takes: what is marked stays that long, so that runs under way are hardly ever disturbed. */
export const COOLING_OFF_MS = 7 * 24 * 3600 * 1000;

/**
 * Frees what no snapshot needs, while others back up: packs anew where that pays, marks what is unneeded, and removes
 * what was marked at least the cooling-off ago and is still unneeded. Stopped or killed at any point, it leaves every
 * snapshot whole, and the next pruning goes on (docs/decisions/0025).
 * @throws StorageError `location-refused` in a company's repository; `object-altered`, `object-missing` where a snapshot
 * or segment cannot be read; `epoch-closed` for the key of an agent's service; `repository-busy`, `cancelled`, `location-unreachable`
 */
export async function pruneRepository(
  state: OpenState,
  list: SnapshotList,
  request: PruneRequest,
): Promise<PruneResult> {
  if (!isStandalone(state)) throw notHere();
  expectFullKey(state.own, 'Pruning packs old contents anew');
  const release = takeWriterLock(state.paths);
  try {
    return await lockedPrune(state, list, request);
  } finally {
    release();
  }
}

async function lockedPrune(
  state: OpenState,
  list: SnapshotList,
  request: PruneRequest,
): Promise<PruneResult> {
  const { objects, index, keys } = state;
  const progress = new ProgressCounter(request);
  progress.phase('scanning');
  const marks = await readMarks(objects, keys);
  // What is marked is still there, and a living snapshot may name it after all.
  await syncIndex(index, objects, keys);
  if (!request.dryRun) await currentEpoch(state, request.now());
  if (!request.dryRun) await dropSuperseded(state, list, request);
  const referenced = await referencedObjects(state, list, marks);
  const repacked = await repack(state, referenced, marks, request, progress);
  progress.phase('committing', { filesDone: 0, bytesDone: 0, bytesTotal: null, bytesPerSecond: null });
  const sweep = new Sweep(state, list, request, request.coolingOffMs ?? COOLING_OFF_MS, progress);
  await sweep.markUnneeded();
  await sweep.removeMarked();
  progress.phase('done');
  return { ...repacked, ...sweep.result() };
}

/** What a pruning packed anew and was then stopped before it let go. */
async function dropSuperseded(state: OpenState, list: SnapshotList, { now }: PruneRequest): Promise<void> {
  // One look: what is stored between two would seem to be hidden.
  const readable = await list.readable();
  const kept = new Set(shown(readable));
  const hidden = readable.filter((one) => !kept.has(one));
  await dropSnapshots(
    state,
    hidden.map(({ objectName }) => objectName),
    now().getTime(),
  );
}
