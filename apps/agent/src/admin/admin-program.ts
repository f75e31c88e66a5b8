import { Command } from 'commander';
import type { CommandContext } from '../commands/command-context.js';
import { VERSION } from '../version.js';
import { verifyAuditCommand } from './audit/verify-command.js';
import type { AdminExit, PolicyExit } from './exit-codes.js';
import { policyCommands } from './policy/policy-commands.js';

/**
 * The command line of whoever looks after an installation or checks it. It works on exports or asks the server, never the
 * database.
 */
export function buildAdminProgram(
  context: CommandContext,
  done: (exit: AdminExit | PolicyExit) => void,
): Command {
  const audit = new Command('audit')
    .summary('the audit log')
    .description('Works with exports of the audit log.');
  const policy = new Command('policy')
    .summary('policies as a document')
    .description(
      'Reads, compares and applies policies as one document. HOLDFAST_API_TOKEN holds the API token.',
    );
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
  policy.copyInheritedSettings(program);
  for (const command of policyCommands(context, done))
    policy.addCommand(command.copyInheritedSettings(program));
  return program.addCommand(audit).addCommand(policy);
}
