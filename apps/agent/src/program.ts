import { Command } from 'commander';
import type { CommandContext } from './commands/command-context.js';
import { VERSION } from './version.js';

const AFTER_HELP = `
With your company:                     On your own, with no server:
  holdfast enrol https://…               holdfast init     --repository DIR --password-file F
  holdfast enrol --phone ADDRESS         holdfast backup   --repository DIR --password-file F --source folder:PHOTOS
  holdfast agent                         holdfast restore latest --repository DIR --password-file F --target BACK

Each verb explains itself: holdfast help backup. Exit codes and JSON shapes: docs/cli.md.`;

type Verb = (context: CommandContext) => Command;

/** Each verb is a file of its own that parses and prints, loaded only when it is meant: help alone needs all. */
const VERBS: Readonly<Record<string, () => Promise<Verb>>> = {
  init: async () => (await import('./commands/init.js')).initCommand,
  enrol: async () => (await import('./commands/enrol.js')).enrolCommand,
  unenrol: async () => (await import('./commands/unenrol.js')).unenrolCommand,
  pair: async () => (await import('./commands/pair.js')).pairCommand,
  notice: async () => (await import('./commands/notice.js')).noticeCommand,
  decline: async () => (await import('./commands/decline.js')).declineCommand,
  release: async () => (await import('./commands/release.js')).releaseCommand,
  phones: async () => (await import('./commands/phones.js')).phonesCommand,
  backup: async () => (await import('./commands/backup.js')).backupCommand,
  snapshots: async () => (await import('./commands/snapshots.js')).snapshotsCommand,
  ls: async () => (await import('./commands/ls.js')).lsCommand,
  find: async () => (await import('./commands/find.js')).findCommand,
  diff: async () => (await import('./commands/diff.js')).diffCommand,
  restore: async () => (await import('./commands/restore.js')).restoreCommand,
  export: async () => (await import('./commands/export.js')).exportCommand,
  verify: async () => (await import('./commands/verify.js')).verifyCommand,
  heal: async () => (await import('./commands/heal.js')).healCommand,
  repair: async () => (await import('./commands/repair.js')).repairCommand,
  forget: async () => (await import('./commands/forget.js')).forgetCommand,
  prune: async () => (await import('./commands/prune.js')).pruneCommand,
  'recovery-code': async () => (await import('./commands/recovery-code.js')).recoveryCodeCommand,
  approve: async () => (await import('./commands/approve.js')).approveCommand,
  keys: async () => (await import('./commands/keys.js')).keysCommand,
  erase: async () => (await import('./commands/erase.js')).eraseCommand,
  status: async () => (await import('./commands/status.js')).statusCommand,
  'debugging-reminder': async () =>
    (await import('./commands/debugging-reminder.js')).debuggingReminderCommand,
  'iphone-password': async () => (await import('./commands/iphone-password.js')).iphonePasswordCommand,
  later: async () => (await import('./commands/later.js')).laterCommand,
  agent: async () => (await import('./commands/agent.js')).agentCommand,
};

/** The command line: the one verb that is meant, or the whole of it where none is. */
export async function buildProgram(context: CommandContext, meant?: string): Promise<Command> {
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
  if (meant === '--version') return program;
  const one = meant !== undefined && Object.hasOwn(VERBS, meant) ? VERBS[meant] : undefined;
  for (const load of one ? [one] : Object.values(VERBS))
    program.addCommand((await load())(context).copyInheritedSettings(program));
  return program;
}
