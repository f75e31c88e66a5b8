import { resolve } from 'node:path';
import type { RestoreResult } from '@holdfast/storage';
import { Command } from 'commander';
import { Fault, usage } from '../faults/fault.js';
import { bytesText, countText, momentText } from '../terminal/figures.js';
import { jsonPath } from '../terminal/json-path.js';
import { printablePath, printableText } from '../terminal/printable.js';
import type { Output } from '../terminal/output.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { OpenedRepository } from './open-for-command.js';
import { openForCommand } from './open-for-command.js';
import { expectOpened } from '../iphone/expect-opened.js';
import { finderFolder } from '../iphone/finder-folder.js';
import { sealedContents } from '../iphone/sealed-contents.js';
import { acrossPlatforms } from '../restore-to-phone/across-platforms.js';
import { withoutPhoneStore } from '../iphone/without-phone-store.js';
import type { PatternFlags } from '../selection/pattern-selection.js';
import { patternSelection } from '../selection/pattern-selection.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withProgressOption, withRepositoryOptions } from './shared-options.js';
import { withPatternOptions } from './pattern-options.js';
import { pathMeant, SNAPSHOT_HELP, snapshotMeant } from './snapshot-argument.js';
import { shortId, snapshotJson } from './snapshots.js';

interface RestoreFlags extends RepositoryFlags, OutputFlags, PatternFlags {
  readonly target?: string;
  readonly toPhone?: string;
  readonly overwrite?: boolean;
  readonly force?: boolean;
  readonly yes?: boolean;
  readonly adbServer?: string;
  readonly phone?: string;
  readonly as?: string;
  readonly system?: boolean;
  readonly phonePasswordFile?: string;
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
                'is skipped. With --to-phone files go back to where they were on an Android phone; contacts, messages and\n' +
                'the like go into its Download folder, with a text that says how to bring them in.',
            )
            .argument('<snapshot>', SNAPSHOT_HELP)
            .argument('[paths...]', 'folders or files within the snapshot; none: everything')
            .option('--target <folder>', 'where the files go; made if it is not there')
            .option(
              '--to-phone <phone>',
              'a phone: its label, adb serial, HOST:PORT on the network, or UDID of an iPhone',
            )
            .option(
              '--as <layout>',
              'of an iPhone: files (the default), as a person knows them; or finder, the folder that Finder and iTunes read',
            )
            .option(
              '--phone-password-file <file>',
              "file with the password of the iPhone's backups, where the snapshot does not hold it",
            )
            .option('--overwrite', 'replace files of the target that differ')
            .option('--force', 'with --to-phone: go on although it may not fit')
            .option('--system', 'with --to-phone of an iPhone: its system files and settings too')
            .option('--yes', 'with --to-phone: "this is my phone", without being asked')
            .option('--adb-server <address>', 'HOST:PORT of the adb server')
            .option('--phone <phone>', 'which phone "latest" and @TIME are of'),
        ),
      ),
    ),
  ).action(async (reference: string, pathTexts: string[], flags: RestoreFlags) => {
    const output = outputOf(context, flags);
    const select = patternSelection(flags);
    if ((flags.target === undefined) === (flags.toPhone === undefined))
      throw usage('Where do the files go?', 'Add --target FOLDER, or --to-phone PHONE.');
    const layout = layoutOf(flags, pathTexts.length > 0 || select !== undefined);
    const opened = await openForCommand(context, flags);
    if (flags.toPhone !== undefined) return ontoPhone(context, opened, reference, pathTexts, flags, output);
    const view = await output.progress('Restore');
    try {
      const snapshot = await snapshotMeant(opened, reference, flags.phone, context.now);
      const paths = await pathsMeant(opened, snapshot.id, pathTexts);
      const { repository } = opened;
      const folder = resolve(flags.target!);
      const target = layout === 'finder' ? await finderFolder(repository, snapshot.id, folder) : folder;
      const sealed = await sealedContents(repository, snapshot.id, flags.phonePasswordFile, context.signal);
      const isIphone = snapshot.sourceName.startsWith('ios:');
      const wanted = isIphone && paths.length === 0 ? withoutPhoneStore(select) : select;
      if (isIphone && paths.length === 0 && layout === 'files') await expectOpened(repository, snapshot.id);
      const result = await repository.restore({
        snapshotId: snapshot.id,
        target,
        paths,
        ...(layout === 'finder'
          ? { layout: 'pushed' as const }
          : { ...(wanted && { select: wanted }), ...(sealed && { sealed }) }),
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

/** @throws Fault `usage` */
function layoutOf(flags: RestoreFlags, isPart: boolean): 'files' | 'finder' {
  const layout = flags.as ?? 'files';
  if (layout !== 'files' && layout !== 'finder')
    throw usage(`"${layout}" is not a layout.`, 'Say --as files or --as finder.');
  if (layout === 'finder' && (isPart || flags.toPhone !== undefined))
    throw usage(
      'A backup for Finder is whole, and goes into a folder.',
      'Leave out the paths and patterns, and say --target FOLDER.',
    );
  return layout;
}

async function ontoPhone(
  context: CommandContext,
  opened: OpenedRepository,
  reference: string,
  pathTexts: readonly string[],
  flags: RestoreFlags,
  output: Output,
): Promise<void> {
  try {
    const snapshot = await snapshotMeant(opened, reference, flags.phone, context.now);
    const select = patternSelection(flags);
    const paths = await pathsMeant(opened, snapshot.id, pathTexts);
    const { restoreOntoPhone } = await import('../restore-to-phone/restore-onto-phone.js');
    const phone = {
      name: flags.toPhone!,
      isEnrolledRepository: flags.repository === undefined,
      yes: flags.yes ?? false,
      ...(flags.adbServer !== undefined && { adbServer: flags.adbServer }),
    };
    const [overwrite, force] = [flags.overwrite ?? false, flags.force ?? false];
    const isIphone = snapshot.sourceName.startsWith('ios:');
    const sealed = await sealedContents(
      opened.repository,
      snapshot.id,
      flags.phonePasswordFile,
      context.signal,
    );
    const wanted = isIphone ? acrossPlatforms(select) : select;
    const what = { paths, ...(wanted && { select: wanted }), ...(sealed && { sealed }) };
    const { system = false, phonePasswordFile } = flags;
    const asked = { phone, snapshot, what, overwrite, force, system };
    await restoreOntoPhone(
      context,
      opened,
      { ...asked, ...(phonePasswordFile && { phonePasswordFile }) },
      output,
    );
  } finally {
    await opened.close();
  }
}

/** The paths that are named; none for the top of the snapshot, which is everything. */
async function pathsMeant(
  opened: OpenedRepository,
  snapshotId: string,
  texts: readonly string[],
): Promise<(readonly Uint8Array[])[]> {
  const paths: (readonly Uint8Array[])[] = [];
  for (const text of texts) paths.push(await pathMeant(opened.repository, snapshotId, text));
  return paths.some((path) => path.length === 0) ? [] : paths;
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
