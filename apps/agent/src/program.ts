import { Command } from 'commander';
import { agentCommand } from './commands/agent.js';
import { backupCommand } from './commands/backup.js';
import type { CommandContext } from './commands/command-context.js';
import { diffCommand } from './commands/diff.js';
import { enrolCommand } from './commands/enrol.js';
import { initCommand } from './commands/init.js';
import { lsCommand } from './commands/ls.js';
import { phonesCommand } from './commands/phones.js';
import { restoreCommand } from './commands/restore.js';
import { snapshotsCommand } from './commands/snapshots.js';
import { statusCommand } from './commands/status.js';
import { verifyCommand } from './commands/verify.js';
import { VERSION } from './version.js';

const AFTER_HELP = `
With your company:                     On your own, with no server:
  holdfast enrol --server https://…      holdfast init     --repository DIR --password-file F
  holdfast enrol --phone ADDRESS         holdfast backup   --repository DIR --password-file F --source folder:PHOTOS
  holdfast agent                         holdfast restore latest --repository DIR --password-file F --target BACK

Each verb explains itself: holdfast help backup. Exit codes and JSON shapes: docs/cli.md.`;

/** The whole command line. Every verb is a file of its own that parses and prints. */
export function buildProgram(context: CommandContext): Command {
  const program = new Command('holdfast')
    .description('Holdfast keeps encrypted, versioned backups of phones.')
    .version(VERSION, '--version', 'print the version')
    .showSuggestionAfterError(true)
    .showHelpAfterError('(holdfast --help lists the verbs; holdfast help VERB explains one)')
    .addHelpText('after', AFTER_HELP)
    .configureOutput({
      writeOut: (text) => void context.streams.stdout.write(text),
      writeErr: (text) => void context.streams.stderr.write(text),
    });
  const verbs = [
    initCommand,
    enrolCommand,
    phonesCommand,
    backupCommand,
    snapshotsCommand,
    lsCommand,
    diffCommand,
    restoreCommand,
    verifyCommand,
    statusCommand,
    agentCommand,
  ];
  for (const verb of verbs) program.addCommand(verb(context).copyInheritedSettings(program));
  return program;
}
