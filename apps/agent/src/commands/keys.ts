import { Command } from 'commander';
import type { CommandContext } from './command-context.js';
import { keysAddCommand } from './keys/add.js';
import { keysChangePasswordCommand } from './keys/change-password.js';
import { keysListCommand } from './keys/list.js';
import { keysRemoveCommand } from './keys/remove.js';
import { keysReplaceRecoveryCodeCommand } from './keys/replace-recovery-code.js';
import { keysRotateCommand } from './keys/rotate.js';

/** `holdfast keys`: who may open a repository. */
export function keysCommand(context: CommandContext): Command {
  const keys = new Command('keys')
    .summary('list, add and remove who may open a repository')
    .description(
      'Who may open a repository: passwords, recovery codes and keys. Each is a recipient; a new epoch, with a new ' +
        'key for contents, is wrapped to all of them every 30 days, and at once when one is removed.',
    );
  for (const verb of [
    keysListCommand,
    keysAddCommand,
    keysRemoveCommand,
    keysRotateCommand,
    keysChangePasswordCommand,
    keysReplaceRecoveryCodeCommand,
  ])
    keys.addCommand(verb(context));
  return keys;
}
