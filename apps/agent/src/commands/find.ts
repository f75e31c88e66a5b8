import type { SnapshotSummary } from '@holdfast/storage';
import { Command } from 'commander';
import { Fault, usage } from '../faults/fault.js';
import type { FilterFlags } from '../selection/entry-filter.js';
import { entryFilter } from '../selection/entry-filter.js';
import { foundSelection } from '../selection/found-selection.js';
import { readPatterns } from '../selection/pattern-selection.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { FindReport } from './find-report.js';
import type { OpenedRepository } from './open-for-command.js';
import { openForCommand } from './open-for-command.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withReadingOptions } from './shared-options.js';
import { SNAPSHOT_HELP, snapshotMeant } from './snapshot-argument.js';

interface FindFlags extends RepositoryFlags, OutputFlags, FilterFlags {
  readonly ignoreCase?: boolean;
  readonly snapshot?: string;
  readonly phone?: string;
}

/** `holdfast find`: every version of what patterns say, in all snapshots. */
export function findCommand(context: CommandContext): Command {
  return withOutputOptions(
    withReadingOptions(
      new Command('find')
        .summary('find files in all snapshots, with their versions')
        .description(
          'Looks for files and folders in all snapshots, and shows each version of them with the newest snapshot that\n' +
            'holds it. PATTERN is a name (*.jpg, IMG_00??.*) or, with a slash, a path from the top (DCIM/**/*.mp4).\n' +
            "Quote patterns, so that the shell leaves them alone: 'IMG_*'.",
        )
        .argument('[patterns...]', 'names or paths; several: what one of them says. None: everything')
        .option('-i, --ignore-case', 'patterns make no difference between upper and lower case')
        .option('--snapshot <snapshot>', `look into one snapshot only: ${SNAPSHOT_HELP}`)
        .option('--phone <phone>', 'look into the snapshots of this phone only')
        .option('--newer-than <time>', 'changed at this time or later: 2026-11-01, 2026-11-01T08:00, 36h, 7d')
        .option('--older-than <time>', 'changed before this time')
        .option('--kind <kind>', 'only this kind: file, directory or symlink')
        .option('--categories <list>', 'only these, separated by commas'),
    ),
  ).action(async (patterns: string[], flags: FindFlags) => {
    const output = outputOf(context, flags);
    const { newerThan, olderThan, kind, categories } = flags;
    if (patterns.length === 0 && [newerThan, olderThan, kind, categories].every((flag) => flag === undefined))
      throw usage('What is looked for?', "Name a pattern: holdfast find '*.jpg'.");
    const walk = readPatterns(patterns.length === 0 ? ['**'] : patterns, flags);
    const select = foundSelection(walk, entryFilter(flags, context.now()));
    const opened = await openForCommand(context, flags);
    try {
      const searched = await snapshotsSearched(opened, flags, context.now);
      const report = new FindReport(output, opened, searched);
      const found = opened.repository.find({
        select,
        snapshotIds: searched.map(({ id }) => id),
        signal: context.signal,
        onDamage: (damage) => report.damaged(damage),
      });
      for await (const path of found) await report.found(path);
      await report.end();
    } finally {
      await opened.close();
    }
  });
}

/** @throws Fault `not-found` where there is none */
async function snapshotsSearched(
  opened: OpenedRepository,
  { snapshot, phone }: FindFlags,
  now: () => Date,
): Promise<readonly SnapshotSummary[]> {
  if (snapshot !== undefined) return [await snapshotMeant(opened, snapshot, phone, now)];
  const wanted = phone === undefined ? undefined : await opened.phoneNamed(phone);
  const all = await opened.repository.snapshots();
  const searched = all.filter((each) => wanted === undefined || each.phone === wanted);
  if (searched.length > 0) return searched;
  throw new Fault('not-found', {
    what: all.length === 0 ? 'There is no snapshot yet.' : 'There is no snapshot of this phone.',
    next:
      all.length === 0
        ? 'Make the first with "holdfast backup".'
        : 'See whose there are with "holdfast snapshots".',
  });
}
