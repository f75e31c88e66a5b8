import { Command } from 'commander';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { days, percent, size } from './number-options.js';
import { openForCommand } from './open-for-command.js';
import { ownRepositoryOnly } from './own-repository-only.js';
import { pruneJson, pruneNow, tellPruned } from './prune-report.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withProgressOption, withRepositoryOptions } from './shared-options.js';

interface PruneFlags extends RepositoryFlags, OutputFlags {
  readonly dryRun?: boolean;
  /** Milliseconds. */
  readonly coolingOff?: number;
  /** A share of 1. */
  readonly packAnewBelow?: number;
  /** Bytes. */
  readonly maxRepack?: number;
}

/** `holdfast prune`: frees what no snapshot needs, while others back up. */
export function pruneCommand(context: CommandContext): Command {
  return withOutputOptions(
    withProgressOption(
      withRepositoryOptions(
        new Command('prune')
          .summary('free the room of forgotten snapshots')
          .description(
            'Frees what no snapshot needs. Others may back up meanwhile: what is unneeded is marked now and removed by\n' +
              'the first pruning after the cooling-off. Stopped at any point, it leaves every snapshot whole.',
          )
          .option('--dry-run', 'only say what would be done')
          .option(
            '--cooling-off <days>',
            'how long what is unneeded stays (7); with 0 a backup under way may have to begin again',
            days('--cooling-off'),
          )
          .option(
            '--pack-anew-below <percent>',
            'pack anew when less of what is named is needed (80); 0: never',
            percent('--pack-anew-below'),
          )
          .option('--max-repack <size>', 'copy at most this much, 2G for example', size('--max-repack')),
      ),
    ),
  ).action(async (flags: PruneFlags) => {
    const output = outputOf(context, flags);
    const opened = await openForCommand(context, flags);
    const { dryRun = false, coolingOff, packAnewBelow, maxRepack } = flags;
    try {
      const result = await ownRepositoryOnly(flags, () =>
        pruneNow(context, opened, output, {
          dryRun,
          ...(coolingOff === undefined ? {} : { coolingOffMs: coolingOff }),
          ...(packAnewBelow === undefined ? {} : { packAnewBelow }),
          ...(maxRepack === undefined ? {} : { maxRepackBytes: maxRepack }),
        }),
      );
      output.document({ repositoryId: opened.id, dryRun, ...pruneJson(result) });
      tellPruned(output, result, dryRun);
    } finally {
      await opened.close();
    }
  });
}
