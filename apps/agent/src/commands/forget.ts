import { Command } from 'commander';
import { bytesText, countText, momentText } from '../terminal/figures.js';
import { printableText } from '../terminal/printable.js';
import { table } from '../terminal/table.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { confirm } from './confirm.js';
import type { Choice, RuleFlags } from './forget-choice.js';
import { checkAsked, choose, reasonText } from './forget-choice.js';
import { wholeNumber } from './number-options.js';
import type { OpenedRepository } from './open-for-command.js';
import { openForCommand } from './open-for-command.js';
import { ownRepositoryOnly } from './own-repository-only.js';
import { pruneJson, pruneNow, tellPruned } from './prune-report.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withProgressOption, withRepositoryOptions } from './shared-options.js';
import { shortId, snapshotJson } from './snapshots.js';

interface ForgetFlags extends RepositoryFlags, OutputFlags, RuleFlags {
  readonly dryRun?: boolean;
  readonly prune?: boolean;
  readonly yes?: boolean;
}

/** `holdfast forget`: lets snapshots go, by name or by rules that say what stays. */
export function forgetCommand(context: CommandContext): Command {
  const command = new Command('forget')
    .summary('let snapshots go')
    .description(
      'Lets snapshots go: those named, or all that no rule keeps. Rules are for each phone by itself and add up;\n' +
        'the newest snapshot of a phone always stays. The room is freed by "holdfast prune", or by --prune.',
    )
    .argument('[snapshots...]', 'ids, or the beginnings of them')
    .option('--keep-last <n>', 'keep the newest N', wholeNumber('--keep-last', 1));
  for (const period of ['day', 'week', 'month', 'year']) {
    const flag = `--keep-${period === 'day' ? 'dai' : period}ly`;
    command.option(
      `${flag} <n>`,
      `keep the last one of each of the newest N ${period}s that have any`,
      wholeNumber(flag, 0),
    );
  }
  command
    .option('--minimum-age <days>', 'keep what is younger than this', wholeNumber('--minimum-age', 0))
    .option('--minimum-count <n>', 'never keep fewer than these', wholeNumber('--minimum-count', 1))
    .option('--phone <phone>', 'only snapshots of this phone')
    .option('--time-zone <zone>', "where days begin, Europe/Berlin for example; this computer's, if not said")
    .option('--dry-run', 'only say what would be forgotten')
    .option('--prune', 'free the room at once, as far as "holdfast prune" may')
    .option('--yes', 'forget without being asked');
  return withOutputOptions(withProgressOption(withRepositoryOptions(command))).action(
    async (references: string[], flags: ForgetFlags) => {
      checkAsked(references, flags);
      const opened = await openForCommand(context, flags);
      try {
        await ownRepositoryOnly(flags, () => forget(context, opened, references, flags));
      } finally {
        await opened.close();
      }
    },
  );
}

async function forget(
  context: CommandContext,
  opened: OpenedRepository,
  references: readonly string[],
  flags: ForgetFlags,
): Promise<void> {
  const { repository } = opened;
  const output = outputOf(context, flags);
  const nameOf = ({ snapshot }: Choice): string => opened.phoneName(snapshot.phone, snapshot.sourceName);
  const choices = await choose(opened, references, flags, context.now());
  const snapshotIds = choices.flatMap(({ snapshot, reasons }) => (reasons.length > 0 ? [] : [snapshot.id]));
  await repository.forget({ snapshotIds, dryRun: true, now: context.now });
  output.line(choiceTable(choices, flags, nameOf));
  const isDone = snapshotIds.length > 0 && !flags.dryRun;
  if (isDone) await confirm(context, flags, `Forget ${countText(snapshotIds.length, 'snapshot')} for good?`);
  const { stillStored } = isDone
    ? await repository.forget({ snapshotIds, now: context.now })
    : { stillStored: 0 };
  const kept =
    references.length > 0 ? '' : `; ${countText(choices.length - snapshotIds.length, 'stays', 'stay')}`;
  const counts = `${countText(snapshotIds.length, 'snapshot')}${kept}`;
  output.summary(flags.dryRun ? `Would forget ${counts}.` : `Forgot ${counts}.`);
  if (stillStored > 0) {
    output.summary(
      `${stillStored.toLocaleString('en-US')} of their objects stay at the location, which keeps versions or does not let them go. They count no more.`,
    );
  }
  const pruned = flags.prune && !flags.dryRun ? await pruneNow(context, opened, output, {}) : undefined;
  output.document({
    repositoryId: opened.id,
    dryRun: flags.dryRun ?? false,
    snapshots: choices.map((choice) => ({
      ...snapshotJson(choice.snapshot, nameOf(choice)),
      forgotten: choice.reasons.length === 0,
      reasons: choice.reasons,
    })),
    forgotten: snapshotIds.length,
    stillStored,
    prune: pruned ? pruneJson(pruned) : null,
  });
  if (pruned) tellPruned(output, pruned, false);
  else if (isDone) output.summary('Their room is freed by "holdfast prune".');
}

function choiceTable(
  choices: readonly Choice[],
  flags: RuleFlags,
  nameOf: (choice: Choice) => string,
): string {
  const rows = choices.map((choice) => [
    choice.reasons.length > 0 ? 'keep' : 'forget',
    shortId(choice.snapshot.id),
    momentText(choice.snapshot.takenAt),
    bytesText(choice.snapshot.bytes),
    printableText(nameOf(choice)),
    choice.reasons.map((reason) => reasonText(reason, flags)).join(', '),
  ]);
  return table(['', 'SNAPSHOT', 'TAKEN', 'SIZE', 'PHONE', 'WHY'], rows, [3]);
}
