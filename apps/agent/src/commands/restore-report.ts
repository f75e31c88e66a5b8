import type { RestoreResult, SnapshotSummary } from '@holdfast/storage';
import { Fault } from '../faults/fault.js';
import { bytesText, countText, momentText } from '../terminal/figures.js';
import { jsonPath } from '../terminal/json-path.js';
import { printablePath, printableText } from '../terminal/printable.js';
import type { Output } from '../terminal/output.js';
import type { OpenedRepository } from './open-for-command.js';
import { shortId, snapshotJson } from './snapshots.js';

/** What was brought back, from where, and whereto. */
export interface RestoredFolder {
  readonly result: RestoreResult;
  readonly snapshot: SnapshotSummary;
  readonly target: string;
}

/** Tells how a restore below a folder went. @throws Fault `incomplete` where some files could not be restored */
export function reportRestore(
  output: Output,
  opened: OpenedRepository,
  { result, snapshot, target }: RestoredFolder,
): void {
  output.document({
    snapshot: snapshotJson(snapshot, opened.phoneName(snapshot.phone, snapshot.sourceName)),
    target,
    ...resultJson(result),
  });
  const origin = `snapshot ${shortId(snapshot.id)} of ${momentText(snapshot.takenAt)}`;
  output.summary(
    `Restored ${countText(result.files, 'file')}, ${bytesText(result.bytes)}, from ${origin} below ${printableText(target)}.`,
  );
  if (result.skipped > 0)
    output.summary(`${countText(result.skipped, 'file')} already there with equal content.`);
  tellProblems(output, result);
}

function resultJson(result: RestoreResult): Record<string, unknown> {
  return {
    files: result.files,
    bytes: result.bytes,
    skipped: result.skipped,
    renamed: result.renamed.map((renamed) => ({ ...jsonPath(renamed.path), became: renamed.became })),
    failed: result.failed.map((failed) => ({ ...jsonPath(failed.path), reason: failed.reason })),
  };
}

function tellProblems(output: Output, result: RestoreResult): void {
  for (const { path, became } of result.renamed) {
    output.note(
      `Renamed, because this computer cannot hold the name: ${printablePath(path)} -> ${printableText(became)}`,
    );
  }
  for (const { path, reason } of result.failed) {
    output.warning(`Not restored: ${printablePath(path)}: ${printableText(reason)}`);
  }
  if (result.failed.length === 0) return;
  throw new Fault('incomplete', {
    what: `${countText(result.failed.length, 'file')} could not be restored.`,
    holds: 'Everything else is in the target; the snapshot itself was not touched.',
    next: 'Look at the reasons above; "holdfast verify --read-data" tells whether the repository is damaged.',
  });
}
