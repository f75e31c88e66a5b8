import { resolve } from 'node:path';
import type { RestoreResult } from '@holdfast/storage';
import { Command } from 'commander';
import { Fault } from '../faults/fault.js';
import { bytesText, countText, momentText } from '../terminal/figures.js';
import { jsonPath } from '../terminal/json-path.js';
import { printablePath, printableText } from '../terminal/printable.js';
import type { Output } from '../terminal/output.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { openForCommand } from './open-for-command.js';
import type { PatternFlags } from '../selection/pattern-selection.js';
import { patternSelection } from '../selection/pattern-selection.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withProgressOption, withRepositoryOptions } from './shared-options.js';
import { withPatternOptions } from './pattern-options.js';
import { pathMeant, SNAPSHOT_HELP, snapshotMeant } from './snapshot-argument.js';
import { shortId, snapshotJson } from './snapshots.js';

interface RestoreFlags extends RepositoryFlags, OutputFlags, PatternFlags {
  readonly target: string;
  readonly overwrite?: boolean;
  readonly phone?: string;
}

/** `holdfast restore`: files of a snapshot back below a folder. */
export function restoreCommand(context: CommandContext): Command {
  return withOutputOptions(
    withProgressOption(
      withRepositoryOptions(
        withPatternOptions(
          new Command('restore')
            .summary('bring files back')
            .description(
              'Brings a whole snapshot, or only the PATHs named, back below --target: names, bytes, modes and times.\n' +
                'Nothing outside the target is ever written. Run it again after an interruption: what is there and equal\n' +
                'is skipped.',
            )
            .argument('<snapshot>', SNAPSHOT_HELP)
            .argument('[paths...]', 'folders or files within the snapshot; none: everything')
            .requiredOption('--target <folder>', 'where the files go; made if it is not there')
            .option('--overwrite', 'replace files of the target that differ')
            .option('--phone <phone>', 'which phone "latest" and @TIME are of'),
        ),
      ),
    ),
  ).action(async (reference: string, pathTexts: string[], flags: RestoreFlags) => {
    const output = outputOf(context, flags);
    const select = patternSelection(flags);
    const opened = await openForCommand(context, flags);
    const view = await output.progress('Restore');
    try {
      const snapshot = await snapshotMeant(opened, reference, flags.phone, context.now);
      const paths: (readonly Uint8Array[])[] = [];
      for (const text of pathTexts) paths.push(await pathMeant(opened.repository, snapshot.id, text));
      const target = resolve(flags.target);
      const result = await opened.repository.restore({
        snapshotId: snapshot.id,
        target,
        paths: paths.some((path) => path.length === 0) ? [] : paths,
        ...(select && { select }),
        overwrite: flags.overwrite ?? false,
        signal: context.signal,
        onProgress: (progress) => view.update(progress),
      });
      view.stop();
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
    } finally {
      view.stop();
      await opened.close();
    }
  });
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
