import type { OpenState } from '../repository/encrypted-repository.js';
import { renewEpoch } from '../repository/epochs.js';
import type { BackupRequest, BackupResult } from '../repository/repository.js';
import { spoolFailure, takeWriterLock } from '../repository/work-folder.js';
import { syncIndex } from '../index/sync-index.js';
import type { OpenedSnapshot, SnapshotList } from '../snapshots/snapshot-list.js';
import { treeChunks } from '../snapshots/find-path.js';
import { StorageError } from '../storage-error.js';
import { eachId } from '../tree/id-list.js';
import { walkTree } from '../tree/walk-tree.js';
import { BackupRun } from './backup-run.js';
import { ChunkStore } from './chunk-store.js';
import { commitSnapshot } from './commit-snapshot.js';
import { parseFileContent } from './content-row.js';
import type { Inherited } from './plan-segments.js';
import { inherit, NOTHING_INHERITED } from './plan-segments.js';
import { Staging } from './staging.js';

/**
 * One backup: level the index, stage the previous tree, scan, read what differs, store trees, then index shard,
 * segment and snapshot, in that order, so that a crash at any point leaves the old snapshots and no half new one.
 */
export async function runBackup(
  state: OpenState,
  list: SnapshotList,
  request: BackupRequest,
): Promise<BackupResult> {
  const release = takeWriterLock(state.paths);
  try {
    return await lockedBackup(state, list, request);
  } catch (error) {
    if (request.signal?.aborted) throw cancelled(error);
    throw spoolFailure(error, state.paths.folder);
  } finally {
    release();
  }
}

async function lockedBackup(
  state: OpenState,
  list: SnapshotList,
  request: BackupRequest,
): Promise<BackupResult> {
  const startedAt = request.now();
  const storedBefore = state.objects.storedBytes;
  request.signal?.throwIfAborted();
  const wraps = await renewEpoch(state.objects, state.keys, startedAt);
  await syncIndex(state.index, state.objects, state.keys);
  const previous = (await list.all()).find(({ root }) => root.phone === request.phone);
  const { index, keys, paths, objects } = state;
  const store = new ChunkStore(index, keys, paths.spool, objects, state.options.uploads ?? 4);
  const staging = new Staging(paths.staging);
  try {
    const inherited = await stagePrevious(state, staging, previous);
    const run = new BackupRun({ state, request, staging, store, inherited });
    await run.scan();
    try {
      await run.readFiles();
    } catch (error) {
      // The phone went, the location did not: what was read is kept, so that it is not read again.
      run.journal.flush();
      if (isSourceFailure(error)) await store.flush('data').then(() => store.uploads.writeShards());
      throw error;
    }
    return await commitSnapshot({
      state,
      request,
      staging,
      store,
      inherited,
      previous,
      wraps,
      run,
      startedAt,
      storedBefore,
    });
  } finally {
    store.discard();
    await store.uploads.drain().catch(() => {});
    staging.close();
  }
}

/**
 * Puts the previous snapshot's tree into the staging table. When something of it cannot be read, this run goes
 * without: chunks that are healthy are still known by the index, and the rest is read from the phone again.
 */
async function stagePrevious(
  state: OpenState,
  staging: Staging,
  previous: OpenedSnapshot | undefined,
): Promise<Inherited> {
  if (!previous) return NOTHING_INHERITED;
  try {
    const inherited = await inherit(state.objects, state.index, previous);
    for await (const walked of walkTree(previous.root.tree, treeChunks(state.chunks)))
      staging.addPrevious(walked);
    return inherited;
  } catch (error) {
    if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
    staging.clear();
    return NOTHING_INHERITED;
  }
}

/** True when every chunk of a file is in a healthy pack; then this snapshot names those packs. */
export async function contentKnown(
  state: OpenState,
  store: ChunkStore,
  content: Uint8Array,
): Promise<boolean> {
  const listIds: Buffer[] = [];
  try {
    for await (const id of eachId(parseFileContent(content).ids, treeChunks(state.chunks), (list) =>
      listIds.push(list),
    )) {
      if (!store.needKnown(id)) return false;
    }
  } catch (error) {
    if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
    return false;
  }
  return listIds.every((id) => store.needKnown(id));
}

/** A `SourceError` of contracts, told by its shape: this library imports types of contracts only. */
export function isSourceFailure(error: unknown): error is Error & { causeClass: string } {
  return error instanceof Error && error.name === 'SourceError' && 'causeClass' in error;
}

function cancelled(error: unknown): StorageError {
  return new StorageError(
    'cancelled',
    'The backup was stopped. Snapshots made before are whole; what was sent already is not sent again next time.',
    { cause: error, retryHelps: true },
  );
}
