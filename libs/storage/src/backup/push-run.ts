import type { PreviousRun, PushSource } from '@holdfast/contracts';
import { readContent } from '../snapshots/read-file.js';
import { StorageError } from '../storage-error.js';
import type { BackupRun, RunParts } from './backup-run.js';
import type { FileIntake } from './file-intake.js';
import { StagedSink } from './push-sink.js';
import { entryOfRow } from './pushed-row.js';
import { PushedTree } from './pushed-tree.js';
import { isSourceFailure } from './source-failure.js';

/**
 * Lets a phone drive its own backup into the staged tree. When it ends without a commit there is no snapshot; what
 * came is kept as chunks.
 * @throws StorageError `source-unfinished` (retry helps), `source-refused`, and what the source throws
 */
export async function runPushSource(
  parts: RunParts,
  run: BackupRun,
  source: PushSource,
  intake: FileIntake,
): Promise<void> {
  const { request, inherited, staging } = parts;
  const hasPrevious = inherited.segments.length > 0 && inherited.whole;
  if (!hasPrevious) staging.clear();
  const tree = new PushedTree(staging);
  if (hasPrevious) await tree.keepPrevious();
  const sink = new StagedSink(parts, run, intake, tree, hasPrevious);
  run.progress.phase('reading');
  try {
    await source.run(sink, hasPrevious ? previousRun(parts) : undefined, request.signal);
    request.signal?.throwIfAborted();
    if (sink.ended !== 'committed') throw unfinished();
  } catch (error) {
    // The phone went, the location did not: what is here by now is kept as chunks, and not stored again.
    if (isSourceFailure(error) || isUnfinished(error)) {
      await sink.abort('The phone ended its backup.');
      await intake.settle();
    }
    throw error;
  }
}

export const isUnfinished = (error: unknown): boolean =>
  error instanceof StorageError && error.code === 'source-unfinished';

function unfinished(): StorageError {
  return new StorageError(
    'source-unfinished',
    'The phone ended its backup before it was complete, so no snapshot was made. Snapshots made before are whole. ' +
      'Leave the phone connected and unlocked, and start the backup again.',
    { retryHelps: true },
  );
}

/**
 * Whatever the phone does to its tree, the rows of the previous snapshot stay as they were until the commit, but for those
 * in whose place another file is shown: these hold two files' facts, and are not read.
 */
function previousRun({ staging, state, previous }: RunParts): PreviousRun {
  const secrets = previous?.root.secrets;
  return {
    read(path) {
      const row = staging
        .sql(
          `SELECT size, mtime, category, old_content FROM node
           WHERE id > 0 AND origin = ? AND old_content IS NOT NULL AND present = 0`,
        )
        .get(Buffer.from(path));
      if (!row) return undefined;
      const facts = { size: row['size'] as bigint, mtimeNs: row['mtime'] as bigint, category: 'other' };
      const pushed = { id: 0, kind: 'file' as const, content: null, entropy: 0, ...facts };
      return readContent(state.chunks, entryOfRow(pushed, row['old_content'] as Uint8Array));
    },
    ...(secrets ? { secrets } : {}),
  };
}
