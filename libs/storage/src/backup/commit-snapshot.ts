import { objectName, sha256Hex } from '../format/object-name.js';
import type { BackupResult } from '../repository/repository.js';
import { encodeSnapshot } from '../snapshots/snapshot-object.js';
import type { OpenedSnapshot } from '../snapshots/snapshot-list.js';
import { buildLeftOut, buildTree } from './build-tree.js';
import type { BackupRun, RunParts } from './backup-run.js';
import { categoryFacts } from './commit-facts.js';
import { storeSegments } from './plan-segments.js';

interface CommitParts extends RunParts {
  readonly previous: OpenedSnapshot | undefined;
  readonly wraps: readonly string[];
  readonly run: BackupRun;
  readonly startedAt: Date;
  readonly storedBefore: number;
}

/** Stores trees, shard, segment and snapshot, then lets the committer say that it counts. */
export async function commitSnapshot(parts: CommitParts): Promise<BackupResult> {
  const { state, request, staging, store, inherited, previous, run, startedAt } = parts;
  const { objects, index, keys, options } = state;
  run.progress.phase('uploading');
  const tree = await buildTree(staging, store.putTree);
  const leftOutList = await buildLeftOut(staging, store.putTree);
  await store.flush('tree');
  await store.uploads.writeShards();
  request.signal?.throwIfAborted();
  run.progress.phase('committing');
  const segments = await storeSegments(objects, index, inherited, store.touched);

  const { categories, leftOut } = categoryFacts(staging, run.highEntropy);
  const files = categories.reduce((sum, row) => sum + row.files, 0);
  const bytes = BigInt(categories.reduce((sum, row) => sum + row.bytes, 0));
  const top = staging.sql('SELECT mode, mtime FROM node WHERE id = 1').get()!;
  // Never before the snapshot it follows, so that a clock set back cannot change which is the newest.
  const takenAtMs = Math.max(0, startedAt.getTime(), previous ? previous.root.takenAtMs + 1 : 0);
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
    previous: previous?.objectName,
    wraps: parts.wraps,
  });
  const name = objectName('snapshot', sha256Hex(snapshot));
  await objects.put(name, snapshot);
  const result: BackupResult = {
    snapshotId: name.slice('snapshot/'.length),
    objectName: name,
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
