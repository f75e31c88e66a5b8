import type { HealResult } from '@holdfast/storage';
import { Command } from 'commander';
import { Fault, usage } from '../faults/fault.js';
import { locationOf } from '../standalone/location.js';
import { parsePlace, placeText } from '../standalone/place.js';
import { bytesText, countText } from '../terminal/figures.js';
import type { Output } from '../terminal/output.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { wholeNumber } from './number-options.js';
import { openForCommand } from './open-for-command.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withProgressOption, withRepositoryOptions } from './shared-options.js';

interface HealFlags extends RepositoryFlags, OutputFlags {
  readonly from: string;
  readonly readData?: boolean;
  readonly sample?: number;
}

/** Why an object was not brought back, for a person. */
const WHY: Record<HealResult['notHealed'][number]['why'], string> = {
  'not-there': 'the other place does not have it whole',
  refused: 'this location does not let the damaged one go',
};

/** `holdfast heal`: brings damaged and missing objects back from another place that holds the same repository. */
export function healCommand(context: CommandContext): Command {
  return withOutputOptions(
    withProgressOption(
      withRepositoryOptions(
        new Command('heal')
          .summary('bring damaged objects back from another copy')
          .description(
            'Verifies, then brings each damaged or missing object back from another place that holds this repository.\n' +
              'That place is only read, and needs no password: an object counts when its bytes are exactly the right ones.',
          )
          .requiredOption('--from <place>', 'the other copy: a folder or s3://BUCKET/PREFIX')
          .option('--read-data', 'look for damage in every byte, not only for what is missing')
          .option('--sample <n>', 'look for damage in N objects drawn at random', wholeNumber('--sample', 1)),
      ),
    ),
  ).action(async (flags: HealFlags) => {
    const output = outputOf(context, flags);
    if (flags.readData && flags.sample !== undefined)
      throw usage('Give either --read-data or --sample, not both.');
    const place = parsePlace(flags.from, '--from');
    if (flags.repository !== undefined && placeText(parsePlace(flags.repository)) === placeText(place))
      throw usage('--from is the repository itself.', 'Name another place that holds a copy of it.');
    const from = locationOf(place, context.environment.s3);
    try {
      const opened = await openForCommand(context, flags);
      const view = await output.progress('Heal', 'object');
      try {
        const result = await opened.repository.heal({
          from,
          readData: flags.readData ?? false,
          ...(flags.sample === undefined ? {} : { sample: flags.sample }),
          signal: context.signal,
          onProgress: (progress) => view.update(progress),
        });
        view.stop();
        output.document(healJson(result, placeText(place)));
        tell(output, result);
      } finally {
        view.stop();
        await opened.close();
      }
    } finally {
      await from.close();
    }
  });
}

function healJson({ report, healed, notHealed }: HealResult, from: string): Record<string, unknown> {
  return {
    ok: notHealed.length === 0,
    from,
    snapshots: report.snapshots,
    objectsChecked: report.objectsChecked,
    bytesRead: report.bytesRead,
    healed,
    notHealed,
  };
}

function tell(output: Output, { report, healed, notHealed }: HealResult): void {
  for (const objectName of healed) output.line(`healed: ${objectName}`);
  for (const { objectName, why } of notHealed) output.line(`not healed (${WHY[why]}): ${objectName}`);
  const checked = `${countText(report.objectsChecked, 'object')} of ${countText(report.snapshots, 'snapshot')} checked`;
  if (notHealed.length > 0) {
    throw new Fault('damaged', {
      what: `${countText(notHealed.length, 'object')} could not be healed, ${healed.length} were (${checked}).`,
      holds: 'The other place was only read.',
      next: 'See which files are hurt with "holdfast verify"; try another copy, or back up again while the phone still has them.',
    });
  }
  output.summary(
    healed.length > 0
      ? `Healed ${countText(healed.length, 'object')} (${checked}, ${bytesText(report.bytesRead)} read). Nothing else is missing.`
      : `Nothing to heal: ${checked}, ${bytesText(report.bytesRead)} read.`,
  );
}
