import { LATEST_MS } from '../format/latest-moment.js';
import { objectName, sha256Hex } from '../format/object-name.js';
import { commitGuarded } from '../marks/guarded-commit.js';
import type { Marks } from '../marks/read-marks.js';
import type { BackupResult } from '../repository/repository.js';
import { encodeSnapshot } from '../snapshots/snapshot-object.js';
import type { OpenedSnapshot } from '../snapshots/snapshot-list.js';
import { buildLeftOut, buildTree } from './build-tree.js';
import type { BackupRun, RunParts } from './backup-run.js';
import { categoryFacts } from './commit-facts.js';
import type { PackUploads } from './pack-uploads.js';
import { readBack } from './read-back.js';
import { storeSegments } from './plan-segments.js';

interface CommitParts extends RunParts {
  /** Of the same phone, however it was read. */
  readonly newest: OpenedSnapshot | undefined;
  readonly marksBefore: Marks;
  readonly wraps: readonly string[];
  readonly run: BackupRun;
  readonly uploads: PackUploads;
  /** Rows of packs that this run's snapshot needs and met by itself. */
  readonly touched: ReadonlySet<number>;
  /** Rows of packs that this run stored. */
  readonly stored: readonly number[];
  readonly startedAt: Date;
  readonly storedBefore: number;
}

/** Stores trees, shard, segment and snapshot, then lets the committer say that it counts. */
export async function commitSnapshot(parts: CommitParts): Promise<BackupResult> {
  const { state, request, staging, trees, inherited, newest, run, startedAt } = parts;
  const { objects, index, keys, options } = state;
  run.progress.phase('uploading');
  const tree = await buildTree(staging, trees.put);
  const leftOutList = await buildLeftOut(staging, trees.put);
  await trees.flush();
  await parts.uploads.writeShards();
  await readBack(state, parts.stored);
  request.signal?.throwIfAborted();
  run.progress.phase('committing');
  const { segments, names } = await storeSegments(state, inherited, parts.touched);

  const { categories, leftOut } = categoryFacts(staging, run.highEntropy);
  const files = categories.reduce((sum, row) => sum + row.files, 0);
  const bytes = BigInt(categories.reduce((sum, row) => sum + row.bytes, 0));
  const top = staging.sql('SELECT mode, mtime FROM node WHERE id = 1').get()!;
  // Never before the snapshot it follows, so that a clock set back cannot change which is the newest.
  const after = newest ? newest.root.takenAtMs + 1 : 0;
  const takenAtMs = Math.min(LATEST_MS, Math.max(0, startedAt.getTime(), after));
  const snapshot = encodeSnapshot(keys, segments, {
    phone: request.phone,
    sourceName: request.sourceName,
    policyVersion: request.policyVersion,
    takenAtMs,
    categories: request.scope.categories,
    files,
    bytes,
    tree,
    rootMode: top['mode'] === null ? undefined : Number(top['mode']),
    rootMtimeNs: top['mtime'] as bigint,
    leftOut: run.leftOutCount,
    leftOutList,
    previous: newest?.objectName,
    wraps: parts.wraps,
    ...('run' in request.source ? { driven: true } : {}),
    secrets: run.secrets,
  });
  const name = objectName('snapshot', sha256Hex(snapshot));
  const { marksBefore } = parts;
  const store = async (): Promise<string[]> => {
    await objects.put(name, snapshot);
    return [name];
  };
  await commitGuarded(state, { segments, names, marksBefore, atMs: takenAtMs, store });
  const result: BackupResult = {
    snapshotId: name.slice('snapshot/'.length),
    objectName: name,
    driven: 'run' in request.source,
    takenAt: new Date(takenAtMs),
    facts: {
      categories,
      leftOut,
      storedBytes: objects.storedBytes - parts.storedBefore,
      readBytes: run.readBytes,
      durationMs: Math.max(0, Math.round(request.now().getTime() - startedAt.getTime())),
    },
    files,
    bytes,
    leftOut: run.leftOut,
  };
  await options.committer?.commit(result);
  objects.remember(name, snapshot, index);
  run.journal.clear();
  run.progress.phase('done');
  return result;
}
