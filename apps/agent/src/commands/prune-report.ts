import type { PruneRequest, PruneResult } from '@holdfast/storage';
import { Fault } from '../faults/fault.js';
import { bytesText, countText, momentText } from '../terminal/figures.js';
import type { Output } from '../terminal/output.js';
import type { CommandContext } from './command-context.js';
import type { OpenedRepository } from './open-for-command.js';

/** Prunes, showing how far it is. */
export async function pruneNow(
  context: CommandContext,
  opened: OpenedRepository,
  output: Output,
  request: Omit<PruneRequest, 'now'>,
): Promise<PruneResult> {
  const view = await output.progress('Prune', 'object');
  try {
    return await opened.repository.prune({
      ...request,
      now: context.now,
      signal: context.signal,
      onProgress: (progress) => view.update(progress),
    });
  } finally {
    view.stop();
  }
}

/** A pruning as `--json` shows it. */
export function pruneJson({ waiting, ...result }: PruneResult): Record<string, unknown> {
  return { ...result, waiting: { ...waiting, until: waiting.until?.toISOString() ?? null } };
}

/** Tells in plain words what was freed and what was not. @throws Fault `damaged` where something that is needed is not there */
export function tellPruned(output: Output, result: PruneResult, dryRun: boolean): void {
  const { repacked, removed, hidden, refused, waiting } = result;
  if (repacked.packs > 0) {
    output.summary(
      `${dryRun ? 'Would pack' : 'Packed'} anew: ${countText(repacked.packs, 'pack')} of which little or nothing is needed; ` +
        `${bytesText(repacked.bytes)} ${dryRun ? 'would be' : 'were'} copied, for ${countText(repacked.snapshots, 'snapshot')}.`,
    );
  }
  if (removed.objects > 0) {
    const what = `${bytesText(removed.bytes)}, ${countText(removed.objects, 'object')}`;
    const done = hidden > 0 ? 'Removed' : 'Freed';
    output.summary(dryRun ? `Would free ${what}.` : `${done} ${what}.`);
  }
  if (hidden > 0) {
    const many = hidden === removed.objects ? 'them all' : `${hidden.toLocaleString('en-US')} of them`;
    output.summary(
      `The location keeps older versions of ${many}: their room comes back when its own rules let them go.`,
    );
  }
  if (refused > 0) {
    output.warning(
      `${countText(refused, 'object')} could not be removed: the location holds them by a lock, or the credential may ` +
        'not delete. The next pruning tries again.',
    );
  }
  if (waiting.until) {
    output.summary(
      `${bytesText(waiting.bytes)}, ${countText(waiting.objects, 'object')}, not needed any more, wait until ${momentText(waiting.until)}, ` +
        'so that backups under way are not disturbed. A pruning after that frees them.',
    );
  }
  if (result.damaged) {
    throw new Fault('damaged', {
      what: 'Something that a snapshot needs is missing or damaged, so nothing was packed anew.',
      holds: 'Only what no snapshot names was removed.',
      next: 'See what is hurt with "holdfast verify"; bring it back with "holdfast heal --from PLACE" or a new backup, then prune again.',
    });
  }
  output.summary(
    removed.objects + waiting.objects + refused + repacked.packs === 0
      ? `Nothing to free: the snapshots need ${shareText(result)}.`
      : `The snapshots ${repacked.packs > 0 && !dryRun ? 'needed' : 'need'} ${shareText(result)}.`,
  );
}

const shareText = ({ liveBytes, namedBytes }: PruneResult): string =>
  `${bytesText(liveBytes)} of the ${bytesText(namedBytes)} stored for them`;
