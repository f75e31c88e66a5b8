import { Command } from 'commander';
import { usage } from '../faults/fault.js';
import { patternSelection } from '../selection/pattern-selection.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { openForCommand } from './open-for-command.js';
import { withPatternOptions } from './pattern-options.js';
import { layoutOf, type RestoreFlags } from './restore-flags.js';
import { restoreToFolder } from './restore-to-folder.js';
import { restoreToOwnPhone } from './restore-to-own-phone.js';
import { withOutputOptions, withProgressOption, withReadingOptions } from './shared-options.js';
import { SNAPSHOT_HELP } from './snapshot-argument.js';

/** `holdfast restore`: files of a snapshot back, below a folder or onto a phone. */
export function restoreCommand(context: CommandContext): Command {
  return withOutputOptions(
    withProgressOption(
      withReadingOptions(
        withPatternOptions(
          new Command('restore')
            .summary('bring files back')
            .description(
              'Brings a whole snapshot, or only the PATHs named, back below --target: names, bytes, modes and times.\n' +
                'Nothing outside the target is ever written. Run it again after an interruption: what is there and equal\n' +
                'is skipped. With --to-phone files go back to where they were on an Android phone; contacts, messages and\n' +
                'the like go into its Download folder, with a text that says how to bring them in. An iPhone takes back a whole\n' +
                "iPhone's snapshot; of any other, pictures go beside those of its camera, all else into its Files app.",
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
            .option(
              '--pictures <where>',
              'with --to-phone of an iPhone: photos (the default), beside those of its camera; or files, into its Files app',
            )
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
    const asked = { reference, pathTexts, flags };
    if (flags.toPhone !== undefined) return restoreToOwnPhone(context, opened, asked, output);
    return restoreToFolder(context, opened, asked, layout, output);
  });
}
