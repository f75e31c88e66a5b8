import { Command } from 'commander';
import { usage } from '../faults/fault.js';
import type { ExportLayout } from '../leaving/export-plan.js';
import { exportEverything } from '../leaving/export-everything.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { openForCommand } from './open-for-command.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { withOutputOptions, withProgressOption, withRepositoryOptions } from './shared-options.js';

interface ExportFlags extends RepositoryFlags, OutputFlags {
  readonly target?: string;
  readonly link?: string;
  readonly caFile?: string;
  readonly allVersions?: boolean;
  readonly phone?: string;
  readonly as?: string;
  readonly phonePasswordFile?: string;
  readonly overwrite?: boolean;
}

/** `holdfast export`: everything of everybody's own, at once, on any computer. */
export function exportCommand(context: CommandContext): Command {
  return withOutputOptions(
    withProgressOption(
      withRepositoryOptions(
        new Command('export')
          .summary('bring everything back, of every phone')
          .description(
            'Brings back everything that was backed up: of each phone its newest snapshot, or with --all-versions every one, each\n' +
              'in a folder of its own below --target. Who has left a company does it on any computer, with the personal link and\n' +
              'the recovery code, and without enrolling. Run it again after an interruption: what is there and equal is not\n' +
              'fetched again. Of a whole iPhone both its files and the folder that Finder and iTunes read are made.',
          )
          .option('--target <folder>', 'where everything goes; made if it is not there (needed)')
          .option('--link <url>', 'the personal link of a leaver, in quotes; needs --recovery-code-file')
          .option('--ca-file <file>', "with --link: PEM file of the company's own certificate authority")
          .option('--all-versions', 'every snapshot, not only the newest of each phone')
          .option('--phone <phone>', 'only this one')
          .option('--as <layout>', 'of a whole iPhone: both (the default), files or finder')
          .option(
            '--phone-password-file <file>',
            "file with the password of the iPhone's backups, where the snapshot does not hold it",
          )
          .option('--overwrite', 'replace files of the target that differ'),
      ),
    ),
  ).action(async (flags: ExportFlags) => {
    const output = outputOf(context, flags);
    const { target, phone, phonePasswordFile } = flags;
    if (target === undefined) throw usage('Where does everything go?', 'Add --target FOLDER.');
    const asked = {
      ...{ target, phone, phonePasswordFile },
      layouts: layoutsOf(flags.as),
      allVersions: flags.allVersions ?? false,
      overwrite: flags.overwrite ?? false,
    };
    if (flags.link === undefined) {
      const opened = await openForCommand(context, flags);
      return exportEverything(context, opened, asked, output).finally(() => opened.close());
    }
    if (flags.repository !== undefined || flags.passwordFile !== undefined || flags.keyFile !== undefined)
      throw usage('A link leads to one repository, and the recovery code opens it.', 'Leave the others out.');
    const { accessByLink } = await import('../leaving/access-by-link.js');
    const { openByLink } = await import('../leaving/open-by-link.js');
    const { access, words } = await accessByLink(flags.link, flags);
    const opened = await openByLink(context, access, words);
    return exportEverything(context, opened, asked, output, access.kept).finally(() => opened.close());
  });
}

const LAYOUTS: Readonly<Record<string, readonly ExportLayout[]>> = {
  both: ['files', 'finder'],
  files: ['files'],
  finder: ['finder'],
};

function layoutsOf(as = 'both'): readonly ExportLayout[] {
  const layouts = Object.hasOwn(LAYOUTS, as) ? LAYOUTS[as] : undefined;
  if (layouts) return layouts;
  throw usage(`"${as}" is not a layout.`, 'Say --as both, --as files or --as finder.');
}
