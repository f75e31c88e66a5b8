import { Command } from 'commander';
import { madeRecoveryCode } from '../../standalone/made-secret.js';
import type { CommandContext } from '../command-context.js';
import { outputOf } from '../command-context.js';
import type { OutputFlags, RepositoryFlags } from '../shared-options.js';
import { withOutputOptions, withPlaceOptions } from '../shared-options.js';
import { atKeysPlace } from './keys-place.js';
import { replaceAt, replacedJson, tellReplaced } from './replace.js';

interface ReplaceFlags extends RepositoryFlags, OutputFlags {
  readonly newRecoveryCodeFile?: string;
  readonly old?: string;
}

/** `holdfast keys replace-recovery-code`: new words in place of the old ones. */
export function keysReplaceRecoveryCodeCommand(context: CommandContext): Command {
  return withOutputOptions(
    withPlaceOptions(
      new Command('replace-recovery-code')
        .summary('make a new recovery code in place of the old one')
        .description(
          'Makes a new recovery code, writes its words to a file, opens everything with it, and only then removes the old ' +
            'one. Where there was none, it makes the first. Stopped half-way? Run it again with the same file.',
        ),
    )
      .requiredOption(
        '--new-recovery-code-file <file>',
        'where the new words are written (mode 0600, never overwritten); a code that is there is used',
      )
      .option('--old <recipient>', 'which code is replaced, where there are several'),
  ).action(async (flags: ReplaceFlags) => {
    const output = outputOf(context, flags);
    const file = flags.newRecoveryCodeFile ?? '';
    // Whatever happens then, the file stays: its words may open already, and the next call goes on with them.
    const { secret: words, wasThere } = await madeRecoveryCode(file);
    if (wasThere) output.note(`${file} is there already: the code in it is used.`);
    const changed = await atKeysPlace(context, flags, (place) =>
      replaceAt(place, { kind: 'recovery-code', words }, flags.old),
    );
    output.document({ ...replacedJson(changed), file });
    tellReplaced(output, changed, 'recovery code');
    output.summary(`Its words are in ${file}: print them, then delete the file.`);
    if (flags.repository === undefined)
      output.summary(
        'Your company still knows of the old one: "holdfast recovery-code prove" tells it of this one.',
      );
  });
}
