import type { PreviousRun, PushSource } from '@holdfast/contracts';
import { readContent } from '../snapshots/read-file.js';
import { StorageError } from '../storage-error.js';
import type { RunParts } from './backup-run.js';
import type { FileIntake } from './file-intake.js';
import { StagedSink } from './push-sink.js';
import { contentOfRow, StagedPaths } from './staged-paths.js';

/**
 * Lets a phone drive its own backup into the staged tree. When it ends without a commit there is no snapshot.
 * @throws StorageError `source-unfinished` (retry helps), `source-refused`, and what the source throws
 */
export async function runPushSource(parts: RunParts, source: PushSource, intake: FileIntake): Promise<void> {
  const { request, state, inherited } = parts;
  const hasPrevious = inherited.segments.length > 0 && inherited.whole;
  if (hasPrevious) new StagedPaths(parts.staging).keepPrevious();
  else parts.staging.clear();
  const before = new StagedPaths(parts.staging, 'previous');
  const previous: PreviousRun = {
    read(path) {
      const row = before.find(path);
      if (row?.kind !== 'file' || row.content === null) return undefined;
      const { size, mtimeNs, category } = row;
      const entry = {
        name: Buffer.alloc(0),
        kind: 'file' as const,
        size,
        mtimeNs,
        mode: undefined,
        category,
      };
      return readContent(state.chunks, { ...entry, ...contentOfRow(row.content) });
    },
  };
  const sink = new StagedSink(parts, intake);
  await source.run(sink, hasPrevious ? previous : undefined, request.signal);
  request.signal?.throwIfAborted();
  if (sink.ended === 'committed') return;
  throw new StorageError(
    'source-unfinished',
    'The phone ended its backup before it was complete, so no snapshot was made. Snapshots made before are whole. ' +
      'Leave the phone connected and unlocked, and start the backup again.',
    { retryHelps: true },
  );
}
