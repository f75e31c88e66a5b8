import { Command } from 'commander';
import { usage } from '../../faults/fault.js';
import { readPasswordFile } from '../../standalone/secret-files.js';
import type { CommandContext } from '../command-context.js';
import { outputOf } from '../command-context.js';
import type { OutputFlags, RepositoryFlags } from '../shared-options.js';
import { withOutputOptions, withPlaceOptions } from '../shared-options.js';
import { atKeysPlace } from './keys-place.js';
import { replaceAt, replacedJson, tellReplaced } from './replace.js';

interface ChangeFlags extends RepositoryFlags, OutputFlags {
  readonly newPasswordFile?: string;
  readonly old?: string;
}

/** `holdfast keys change-password`: a new password in place of an old one. */
export function keysChangePasswordCommand(context: CommandContext): Command {
  return withOutputOptions(
    withPlaceOptions(
      new Command('change-password')
        .summary('change the password')
        .description(
          'Adds the new password, opens everything with it, and only then removes the old one. Open with the old password, ' +
            'or with the recovery code where it was forgotten. Stopped half-way? Run it again.',
        ),
    )
      .requiredOption('--new-password-file <file>', 'file whose content is the new password')
      .option('--old <recipient>', 'which password is replaced, where there are several'),
  ).action(async (flags: ChangeFlags) => {
    const output = outputOf(context, flags);
    const password = await readPasswordFile(flags.newPasswordFile ?? '');
    if (flags.passwordFile !== undefined) {
      const old = await readPasswordFile(flags.passwordFile);
      if (Buffer.from(old).equals(password))
        throw usage(
          'The new password is the old one.',
          'Put another one into the file of --new-password-file.',
        );
    }
    const changed = await atKeysPlace(context, flags, (place) =>
      replaceAt(place, { kind: 'password', password }, flags.old),
    );
    output.document(replacedJson(changed));
    tellReplaced(output, changed, 'password');
  });
}
