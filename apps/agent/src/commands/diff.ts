import type { DiffEntry, SnapshotSummary } from '@holdfast/storage';
import { Command } from 'commander';
import { usage } from '../faults/fault.js';
import { bytesText, countText, momentText } from '../terminal/figures.js';
import { jsonPath } from '../terminal/json-path.js';
import { printablePath } from '../terminal/printable.js';
import { safeJson } from '../terminal/safe-json.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { entryJson } from './ls.js';
import { openForCommand } from './open-for-command.js';
import type { OpenedRepository } from './open-for-command.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withReadingOptions } from './shared-options.js';
import { isOfAnyPhone, lastTwo, SNAPSHOT_HELP, snapshotMeant } from './snapshot-argument.js';
import { shortId } from './snapshots.js';

type DiffFlags = RepositoryFlags & OutputFlags & { readonly phone?: string };

/** `holdfast diff`: what changed between two snapshots. */
export function diffCommand(context: CommandContext): Command {
  return withOutputOptions(
    withReadingOptions(
      new Command('diff')
        .summary('show what changed between two snapshots')
        .description(
          'Shows what was added (+), removed (-) and changed (M) from OLD to NEW; by default the last two.',
        )
        .argument('[old]', `the older snapshot: ${SNAPSHOT_HELP}`)
        .argument('[new]', 'the newer snapshot', 'latest')
        .option('--phone <phone>', 'which phone "latest", @TIME and the last two are of'),
    ),
  ).action(async (old: string | undefined, recent: string, flags: DiffFlags) => {
    const output = outputOf(context, flags);
    const opened = await openForCommand(context, flags);
    try {
      const [older, newer] = await snapshotsMeant(opened, old, recent, flags.phone, context.now);
      const counts = { added: 0, removed: 0, changed: 0 };
      const begin = `{"old":${safeJson(older.id)},"new":${safeJson(newer.id)},"changes":[`;
      let first = true;
      for await (const change of opened.repository.diff(older.id, newer.id)) {
        context.signal.throwIfAborted();
        counts[change.change] += 1;
        if (output.json) await output.piece(`${first ? begin : ','}${safeJson(changeJson(change))}`);
        else await output.piece(`${changeLine(change)}\n`);
        first = false;
      }
      if (output.json) await output.piece(`${first ? begin : ''}],"counts":${safeJson(counts)}}\n`);
      output.summary(
        `${countText(counts.added, 'added', 'added')}, ${countText(counts.removed, 'removed', 'removed')}, ` +
          `${countText(counts.changed, 'changed', 'changed')} from ${shortId(older.id)} (${momentText(older.takenAt)}) ` +
          `to ${shortId(newer.id)} (${momentText(newer.takenAt)}).`,
      );
    } finally {
      await opened.close();
    }
  });
}

async function snapshotsMeant(
  opened: OpenedRepository,
  old: string | undefined,
  recent: string,
  phone: string | undefined,
  now: () => Date,
): Promise<readonly [SnapshotSummary, SnapshotSummary]> {
  if (old === undefined) return lastTwo(opened, phone);
  const meant = (reference: string, of = phone) => snapshotMeant(opened, reference, of, now);
  // A time, as "latest", is of the phone that the other snapshot is of.
  const newerFirst = isOfAnyPhone(old) ? await meant(recent) : undefined;
  const older = await meant(old, phone ?? newerFirst?.phone);
  const newer =
    newerFirst ?? (await meant(recent, phone ?? (isOfAnyPhone(recent) ? older.phone : undefined)));
  if (older.id === newer.id)
    throw usage('Both are the same snapshot.', 'Name two: "holdfast snapshots" lists them.');
  return [older, newer];
}

const MARK = { added: '+', removed: '-', changed: 'M' } as const;

function changeLine(change: DiffEntry): string {
  const { before, after } = change;
  const isFolder = (after ?? before)?.kind === 'directory';
  const sizes =
    before?.kind === 'file' && after?.kind === 'file' && before.size !== after.size
      ? `  (${bytesText(before.size)} -> ${bytesText(after.size)})`
      : '';
  return `${MARK[change.change]} ${printablePath(change.path)}${isFolder ? '/' : ''}${sizes}`;
}

/** A change as `--json` shows it. */
function changeJson(change: DiffEntry): Record<string, unknown> {
  return {
    change: change.change,
    ...jsonPath(change.path),
    before: change.before === undefined ? null : entryJson(change.before),
    after: change.after === undefined ? null : entryJson(change.after),
  };
}
