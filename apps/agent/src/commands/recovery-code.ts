import { Command } from 'commander';
import type { CommandContext } from './command-context.js';
import { recoveryCodeProveCommand } from './recovery-code/prove.js';
import { recoveryCodeReplaceCommand } from './recovery-code/replace.js';
import { recoveryCodeStatusCommand } from './recovery-code/status.js';

/** `holdfast recovery-code`: the twelve words that open everything when laptop and phone are lost. */
export function recoveryCodeCommand(context: CommandContext): Command {
  const code = new Command('recovery-code')
    .summary('prove your recovery code, replace it, or see when it is due')
    .description(
      'The twelve words that open your backups on any computer. Only you have them: your company knows whether and when you\n' +
        'proved that you still do, and nothing else of them.',
    );
  for (const verb of [recoveryCodeStatusCommand, recoveryCodeProveCommand, recoveryCodeReplaceCommand])
    code.addCommand(verb(context));
  return code;
}
