import type { Damage, VerifyReport } from '@holdfast/storage';
import { Command } from 'commander';
import { Fault, usage } from '../faults/fault.js';
import { bytesText, countText } from '../terminal/figures.js';
import { jsonPath } from '../terminal/json-path.js';
import { printablePath, printableText } from '../terminal/printable.js';
import type { Output } from '../terminal/output.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { wholeNumber } from './number-options.js';
import { openForCommand } from './open-for-command.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withProgressOption, withReadingOptions } from './shared-options.js';
import { SNAPSHOT_HELP, snapshotMeant } from './snapshot-argument.js';
import { shortId } from './snapshots.js';

interface VerifyFlags extends RepositoryFlags, OutputFlags {
  readonly readData?: boolean;
  readonly sample?: number;
  readonly snapshot?: string;
  readonly phone?: string;
}

/** `holdfast verify`: is everything there, and (with `--read-data`) is every byte what it was? */
export function verifyCommand(context: CommandContext): Command {
  return withOutputOptions(
    withProgressOption(
      withReadingOptions(
        new Command('verify')
          .summary('check that the backups are whole')
          .description(
            'Checks that everything the snapshots name is there. With --read-data it also reads and authenticates\n' +
              'every byte, with --sample some objects. Damage is named with the files that it hurts; the exit code is then 5.',
          )
          .option('--read-data', 'read and authenticate every byte, not only check what is there')
          .option(
            '--sample <n>',
            'read and authenticate N objects drawn at random: 460 find damage of 1 % with 99 % confidence',
            wholeNumber('--sample', 1),
          )
          .option('--snapshot <snapshot>', `check one snapshot only: ${SNAPSHOT_HELP}`)
          .option('--phone <phone>', 'which phone "latest" and @TIME are of'),
      ),
    ),
  ).action(async (flags: VerifyFlags) => {
    const output = outputOf(context, flags);
    const { readData = false, sample } = flags;
    if (readData && sample !== undefined) throw usage('Give either --read-data or --sample, not both.');
    const opened = await openForCommand(context, flags);
    const view = await output.progress('Verify', 'object');
    try {
      const snapshot =
        flags.snapshot === undefined
          ? undefined
          : await snapshotMeant(opened, flags.snapshot, flags.phone, context.now);
      const report = await opened.repository.verify({
        ...(snapshot === undefined ? {} : { snapshotId: snapshot.id }),
        readData,
        ...(sample === undefined ? {} : { sample }),
        signal: context.signal,
        onProgress: (progress) => view.update(progress),
      });
      view.stop();
      output.document(verifyJson(report, readData, sample));
      tell(output, report, readData, sample);
    } finally {
      view.stop();
      await opened.close();
    }
  });
}

/** A report as `--json` shows it. */
export function verifyJson(
  report: VerifyReport,
  readData: boolean,
  sample?: number,
): Record<string, unknown> {
  return {
    ok: report.damage.length === 0,
    readData,
    sample: sample ?? null,
    snapshots: report.snapshots,
    objectsChecked: report.objectsChecked,
    bytesRead: report.bytesRead,
    closed: report.closed,
    damage: report.damage.map((damage) => ({
      objectName: damage.objectName,
      what: damage.what,
      files: damage.files.map((file) => ({ snapshotId: file.snapshotId, ...jsonPath(file.path) })),
    })),
  };
}

function tell(output: Output, report: VerifyReport, readData: boolean, sample: number | undefined): void {
  const checked = `${countText(report.objectsChecked, 'object')} of ${countText(report.snapshots, 'snapshot')}`;
  if (report.closed > 0) {
    output.note(
      `${countText(report.closed, 'pack is', 'packs are')} whole, but of earlier epochs, which the key of a service does not open: ` +
        'the contents were not looked at. Verify with a key that opens everything for that.',
    );
  }
  if (report.damage.length === 0) {
    output.summary(wellText(report, checked, readData, sample));
    return;
  }
  for (const damage of report.damage) {
    output.line(`${damage.what}: ${damage.objectName}`);
    for (const line of hurtLines(damage)) output.line(line);
  }
  throw new Fault('damaged', {
    what: `${countText(report.damage.length, 'object is', 'objects are')} missing or altered (${checked} checked).`,
    holds: 'Files that are not named above are whole.',
    next: 'Back up again: what the phone still has is sent again. "holdfast heal --from PLACE" brings the rest back from another copy; or restore the files named from an older snapshot.',
  });
}

function wellText(
  report: VerifyReport,
  checked: string,
  readData: boolean,
  sample: number | undefined,
): string {
  const read = `${bytesText(report.bytesRead)} read`;
  const how = report.closed > 0 ? 'compared with its name' : 'authenticated';
  if (readData) return `All is well: ${checked}, ${read}, every byte ${how}.`;
  if (sample === undefined) return `Everything is there: ${checked}. Add --read-data to check every byte.`;
  return `Everything is there: ${checked}; up to ${countText(sample, 'pack or shard', 'packs and shards')} drawn at random are whole (${read}).`;
}

/** One line a file, with the snapshots in which it is hurt. */
function hurtLines(damage: Damage): string[] {
  const snapshotsOf = new Map<string, string[]>();
  for (const file of damage.files) {
    const shown = printablePath(file.path);
    snapshotsOf.set(shown, [...(snapshotsOf.get(shown) ?? []), shortId(file.snapshotId)]);
  }
  return [...snapshotsOf].map(
    ([path, snapshots]) => `  ${path}  (in ${printableText(snapshots.join(', '))})`,
  );
}
