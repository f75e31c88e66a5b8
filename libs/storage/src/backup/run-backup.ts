import type { OpenState } from '../repository/encrypted-repository.js';
import { currentEpoch } from '../recipients/epochs.js';
import type { BackupRequest, BackupResult } from '../repository/repository.js';
import { spoolFailure, takeWriterLock } from '../repository/work-folder.js';
import { blameWhoTookIt } from '../marks/guarded-commit.js';
import { levelIndex } from '../marks/level-index.js';
import type { OpenedSnapshot, SnapshotList } from '../snapshots/snapshot-list.js';
import { treeChunks } from '../snapshots/find-path.js';
import { StorageError } from '../storage-error.js';
import { TreeBudget } from '../tree/tree-budget.js';
import { walkTree } from '../tree/walk-tree.js';
import { PACES } from '../pipeline/pipeline.js';
import type { RunParts } from './backup-run.js';
import { BackupRun } from './backup-run.js';
import { commitSnapshot } from './commit-snapshot.js';
import type { Inherited } from './plan-segments.js';
import { inherit, NOTHING_INHERITED } from './plan-segments.js';
import { PackUploads } from './pack-uploads.js';
import { FileIntake } from './file-intake.js';
import { isUnfinished, runPushSource } from './push-run.js';
import { FileReading } from './read-files.js';
import { sendLeftovers } from './send-leftovers.js';
import { isSourceFailure } from './source-failure.js';
import { Staging } from './staging.js';
import { TreeStore } from './tree-store.js';

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
  const wraps = (await currentEpoch(state, startedAt)).counting();
  const marksBefore = await levelIndex(state);
  const ofPhone = (await list.all()).filter(({ root }) => root.phone === request.phone);
  // A phone that was asked for its photos meanwhile still gets back what it drives itself, and the reverse.
  const previous = ofPhone.find(({ root }) => (root.driven === true) === 'run' in request.source);
  const { index, keys, paths, objects } = state;
  const touched = new Set<number>();
  const stored: number[] = [];
  const atOnce = state.options.uploads ?? PACES[request.pace ?? 'full'].uploads;
  const uploads = new PackUploads(objects, index, keys, atOnce, (_, row) => {
    touched.add(row);
    stored.push(row);
  });
  const trees = new TreeStore(index, keys, paths.spool, uploads, touched);
  const staging = new Staging(paths.staging);
  try {
    await sendLeftovers(paths.spool, index, uploads);
    touched.clear();
    const marked = marksBefore.names('unneeded', 'sweeping');
    const inherited = await stagePrevious(state, staging, previous, marked);
    staging.fullRead = request.fullRead ?? false;
    const parts = { state, request, staging, trees, inherited, previous };
    const run = new BackupRun(parts);
    await readSource(parts, run, uploads, touched);
    return await commitSnapshot({
      ...parts,
      newest: ofPhone[0],
      marksBefore,
      wraps,
      run,
      uploads,
      touched,
      stored,
      startedAt,
      storedBefore,
    });
  } catch (error) {
    return await blameWhoTookIt(state, marksBefore, error);
  } finally {
    trees.discard();
    await uploads.drain().catch(() => {});
    staging.close();
  }
}

/** What was read before the phone went is stored and named by a shard, so that the next run does not read it again. */
async function readSource(
  parts: RunParts,
  run: BackupRun,
  uploads: PackUploads,
  touched: Set<number>,
): Promise<void> {
  const { request } = parts;
  const { source } = request;
  if (!('run' in source)) await run.scan(source);
  const intake = new FileIntake(parts, run, uploads, touched);
  const stop = (): void => void intake.stop();
  request.signal?.addEventListener('abort', stop);
  try {
    if ('run' in source) await runPushSource(parts, run, source, intake);
    else await new FileReading(parts, source, run, intake).readAll();
    await confirm(request, run);
  } catch (error) {
    run.journal.flush();
    if (isSourceFailure(error) || isUnfinished(error))
      await parts.trees.flush().then(() => uploads.writeShards());
    throw error;
  } finally {
    request.signal?.removeEventListener('abort', stop);
    await intake.stop();
  }
}

/** What turns out to be another phone's is not to be taken over by the next run either, as if it had been read then. */
async function confirm({ afterReading }: BackupRequest, run: BackupRun): Promise<void> {
  try {
    await afterReading?.();
  } catch (error) {
    run.journal.clear();
    throw error;
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
  marked: ReadonlySet<string>,
): Promise<Inherited> {
  if (!previous) return NOTHING_INHERITED;
  try {
    const inherited = await inherit(state.objects, state.index, previous, marked);
    staging.addPreviousRoot(previous.root.tree, inherited.whole);
    const budget = new TreeBudget(previous.root.files);
    for await (const walked of walkTree(previous.root.tree, treeChunks(state.chunks), [], () => true, budget))
      staging.addPrevious(walked);
    return inherited;
  } catch (error) {
    if (!(error instanceof StorageError) || !error.code.startsWith('object-')) throw error;
    staging.clear();
    return NOTHING_INHERITED;
  }
}

function cancelled(error: unknown): StorageError {
  return new StorageError(
    'cancelled',
    'The backup was stopped. Snapshots made before are whole; what was sent already is not sent again next time.',
    { cause: error, retryHelps: true },
  );
}
