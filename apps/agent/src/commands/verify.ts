import type { Damage, VerifyReport } from '@holdfast/storage';
import { Command } from 'commander';
import { Fault } from '../faults/fault.js';
import { bytesText, countText } from '../terminal/figures.js';
import { jsonPath } from '../terminal/json-path.js';
import { printablePath, printableText } from '../terminal/printable.js';
import type { Output } from '../terminal/output.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { openForCommand } from './open-for-command.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withProgressOption, withRepositoryOptions } from './shared-options.js';
import { snapshotMeant } from './snapshot-argument.js';
import { shortId } from './snapshots.js';

interface VerifyFlags extends RepositoryFlags, OutputFlags {
  readonly readData?: boolean;
  readonly snapshot?: string;
  readonly phone?: string;
}

/** `holdfast verify`: is everything there, and (with `--read-data`) is every byte what it was? */
export function verifyCommand(context: CommandContext): Command {
  return withOutputOptions(
    withProgressOption(
      withRepositoryOptions(
        new Command('verify')
          .summary('check that the backups are whole')
          .description(
            'Checks that everything the snapshots name is there. With --read-data it also reads and authenticates\n' +
              'every byte. Damage is named with the files that it hurts; the exit code is then 5.',
          )
          .option('--read-data', 'read and authenticate every byte, not only check what is there')
          .option(
            '--snapshot <snapshot>',
            'check one snapshot only: "latest", an id, or the beginning of one',
          )
          .option('--phone <phone>', 'which phone "latest" is of'),
      ),
    ),
  ).action(async (flags: VerifyFlags) => {
    const output = outputOf(context, flags);
    const opened = await openForCommand(context, flags);
    const view = output.progress('Verify');
    try {
      const snapshot =
        flags.snapshot === undefined ? undefined : await snapshotMeant(opened, flags.snapshot, flags.phone);
      const report = await opened.repository.verify({
        ...(snapshot === undefined ? {} : { snapshotId: snapshot.id }),
        readData: flags.readData ?? false,
        signal: context.signal,
        onProgress: (progress) => view.update(progress),
      });
      view.stop();
      output.document(verifyJson(report, flags.readData ?? false));
      tell(output, report, flags.readData ?? false);
    } finally {
      view.stop();
      await opened.close();
    }
  });
}

/** A report as `--json` shows it. */
export function verifyJson(report: VerifyReport, readData: boolean): Record<string, unknown> {
  return {
    ok: report.damage.length === 0,
    readData,
    snapshots: report.snapshots,
    objectsChecked: report.objectsChecked,
    bytesRead: report.bytesRead,
    damage: report.damage.map((damage) => ({
      objectName: damage.objectName,
      what: damage.what,
      files: damage.files.map((file) => ({ snapshotId: file.snapshotId, ...jsonPath(file.path) })),
    })),
  };
}

function tell(output: Output, report: VerifyReport, readData: boolean): void {
  const checked = `${countText(report.objectsChecked, 'object')} of ${countText(report.snapshots, 'snapshot')}`;
  if (report.damage.length === 0) {
    output.summary(
      readData
        ? `All is well: ${checked}, ${bytesText(report.bytesRead)} read, every byte authenticated.`
        : `Everything is there: ${checked}. Add --read-data to check every byte.`,
    );
    return;
  }
  for (const damage of report.damage) {
    output.line(`${damage.what}: ${damage.objectName}`);
    for (const line of hurtLines(damage)) output.line(line);
  }
  throw new Fault('damaged', {
    what: `${countText(report.damage.length, 'object is', 'objects are')} missing or altered (${checked} checked).`,
    holds: 'Files that are not named above are whole.',
    next: 'Back up again: what the phone still has is sent again. Restore the files named from an older snapshot or another copy.',
  });
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
