import { Command } from 'commander';
import { usage } from '../faults/fault.js';
import { openOwnPhone } from '../restore-to-phone/open-own-phone.js';
import { readPasswordFile } from '../standalone/secret-files.js';
import { printableText } from '../terminal/printable.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

interface PasswordFlags extends OutputFlags {
  readonly phonePasswordFile?: string;
  readonly newPasswordFile?: string;
  readonly off?: boolean;
  readonly yes?: boolean;
}

/** `holdfast iphone-password PHONE`: the password with which an iPhone seals its own backups: whether there is one, a new one, none. */
export function iphonePasswordCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('iphone-password')
      .summary('set the password of an iPhone’s backups')
      .description(
        'An iPhone seals its backups with a password of its own once it has one; health, keychain, calls and saved passwords come\n' +
          'in sealed backups only. It holds for every program that backs the iPhone up, and whoever forgets it can only reset it on\n' +
          'the iPhone. Holdfast keeps it sealed in each snapshot. Without a flag it says whether there is one.',
      )
      .argument('<phone>', 'your iPhone: its label, or its UDID')
      .option('--new-password-file <file>', 'set or change it: file whose content is the new password')
      .option('--phone-password-file <file>', 'file with the password that the iPhone has now')
      .option('--off', 'take it away: backups are not sealed any more')
      .option('--yes', '"this is my phone", without being asked'),
  ).action(async (name: string, flags: PasswordFlags) => {
    if (flags.off && flags.newPasswordFile !== undefined)
      throw usage('--off and --new-password-file contradict each other.');
    if (flags.off && flags.phonePasswordFile === undefined)
      throw usage('Which password has it now?', 'Add --phone-password-file FILE.');
    const output = outputOf(context, flags);
    const [from, to] = await Promise.all([
      passwordOf(flags.phonePasswordFile),
      passwordOf(flags.newPasswordFile),
    ]);
    const session = await openOwnPhone(
      context,
      {
        name,
        isEnrolledRepository: true,
        yes: flags.yes ?? false,
        purpose: 'the password of its backups is mine to change',
      },
      output,
    );
    try {
      const { whole } = session;
      if (!whole)
        throw usage(`${printableText(name)} is not an iPhone.`, '"holdfast phones" lists what is attached.');
      if (to !== undefined || flags.off)
        await whole.changePassword(
          { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
          context.signal,
        );
      const isEncrypted = await whole.isEncrypted();
      output.document({ phone: session.identity.serial, encrypted: isEncrypted });
      output.summary(
        isEncrypted
          ? 'The iPhone seals its backups with a password.'
          : 'The iPhone does not seal its backups: health, keychain and calls are not in them.',
      );
    } finally {
      await session.close();
    }
  });
}

async function passwordOf(file: string | undefined): Promise<string | undefined> {
  return file === undefined ? undefined : Buffer.from(await readPasswordFile(file)).toString('utf8');
}
