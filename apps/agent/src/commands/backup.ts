import type { Category } from '@holdfast/contracts';
import type { Pace } from '@holdfast/storage';
import { Command } from 'commander';
import { parsePace } from '../backup/parse-pace.js';
import { usage } from '../faults/fault.js';
import { parseCategories } from '../standalone/parse-categories.js';
import { reportBackup } from './backup-report.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { PhonesFlags } from './phones-options.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withProgressOption, withRepositoryOptions } from './shared-options.js';

export interface BackupFlags extends RepositoryFlags, OutputFlags, PhonesFlags {
  readonly source?: string;
  readonly categories?: string;
  readonly pace?: string;
  readonly fullRead?: boolean;
  readonly phonePasswordFile?: string;
  readonly keepPhonePassword?: boolean;
}

/** What the flags ask of a backup, parsed. */
export interface BackupAsked {
  readonly categories: readonly Category[] | undefined;
  readonly pace: Pace;
  readonly fullRead: boolean;
}

/** `holdfast backup`: one snapshot of one phone or folder, now. */
export function backupCommand(context: CommandContext): Command {
  return withOutputOptions(
    withProgressOption(
      withRepositoryOptions(
        new Command('backup')
          .summary('back up a phone or a folder now')
          .description(
            'Makes one snapshot. With --repository and --source it needs no server; without them it backs up an\n' +
              "enrolled phone, as your company's policy says. Interrupted? Run it again: it goes on where it stopped.",
          )
          .argument('[phone]', 'an enrolled phone: its label, id or address; not needed if you have only one')
          .option(
            '--source <source>',
            'folder:DIR, android:SERIAL (an adb serial, or HOST:PORT on the network) or ios:UDID',
          )
          .option(
            '--categories <list>',
            'only these, separated by commas; otherwise everything readable, or what the policy says',
          )
          .option(
            '--pace <pace>',
            'full (the default) or quiet: one thread and less memory, for a computer that is being worked on',
          )
          .option(
            '--full-read',
            'read every file again, also those whose size and time are as they were; nothing is stored twice',
          )
          .option(
            '--phone-password-file <file>',
            "file with the password of the iPhone's own backups, where it has one",
          )
          .option(
            '--no-keep-phone-password',
            'seal only the keys that this password opens into the snapshot, not the password itself',
          )
          .option('--adb-server <address>', 'HOST:PORT of the adb server'),
      ),
    ),
  ).action(async (phone: string | undefined, flags: BackupFlags) => {
    const output = outputOf(context, flags);
    const asked: BackupAsked = {
      categories: flags.categories === undefined ? undefined : parseCategories(flags.categories),
      pace: parsePace(flags.pace),
      fullRead: flags.fullRead ?? false,
    };
    const isStandalone = flags.repository !== undefined;
    if (isStandalone && flags.source === undefined) {
      throw usage('What is backed up?', 'Add --source folder:DIR, android:SERIAL or ios:UDID.');
    }
    if (isStandalone && phone !== undefined)
      throw usage('PHONE is for enrolled phones; with --repository use --source.');
    if (!isStandalone && flags.source !== undefined) {
      throw usage(
        'Where does it go?',
        'Add --repository DIR or s3://BUCKET/PREFIX, or name an enrolled phone instead of --source.',
      );
    }
    const view = await output.progress('Backup');
    try {
      const made = isStandalone
        ? await (
            await import('../standalone/back-up.js')
          ).backUpStandalone(context, flags, asked, output, view)
        : await (
            await import('../managed/back-up-command.js')
          ).backUpEnrolledPhone(context, flags, phone, asked, output, view);
      view.stop();
      reportBackup(output, made);
    } finally {
      view.stop();
    }
  });
}
