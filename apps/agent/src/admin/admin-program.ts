import { Command } from 'commander';
import type { CommandContext } from '../commands/command-context.js';
import { VERSION } from '../version.js';
import { verifyAuditCommand } from './audit/verify-command.js';
import type { AdminExit } from './exit-codes.js';

/** The command line of whoever looks after an installation or checks it. It works on exports, never on the database. */
export function buildAdminProgram(context: CommandContext, done: (exit: AdminExit) => void): Command {
  const audit = new Command('audit')
    .summary('the audit log')
    .description('Works with exports of the audit log.');
  const program = new Command('holdfast-admin')
    .description('Holdfast for those who look after an installation, and for those who check it.')
    .version(VERSION, '--version', 'print the version')
    .showSuggestionAfterError(true)
    .configureOutput({
      writeOut: (text) => void context.streams.stdout.write(text),
      writeErr: (text) => void context.streams.stderr.write(text),
    });
  audit.copyInheritedSettings(program);
  audit.addCommand(verifyAuditCommand(context, done).copyInheritedSettings(program));
  return program.addCommand(audit);
}
