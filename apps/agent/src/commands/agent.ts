import { Command } from 'commander';
import { runAgent } from '../agent/run-agent.js';
import type { CommandContext } from './command-context.js';
import type { PhonesFlags } from './phones-options.js';
import type { OutputFlags } from './shared-options.js';

/** `holdfast agent`: the long-lived process that backs up enrolled phones by itself. */
export function agentCommand(context: CommandContext): Command {
  return new Command('agent')
    .summary('back up enrolled phones by itself, for as long as it runs')
    .description(
      'Waits for enrolled phones and backs each up when the policy says that it is due. Phones that nobody enrolled\n' +
        'are left alone. One agent runs for each user; "holdfast status" shows what it does. Ctrl-C stops it cleanly.',
    )
    .option('--adb-server <address>', 'HOST:PORT of the adb server')
    .option('--json', 'one JSON object for each event instead of a line of text')
    .option('--quiet', 'print errors only')
    .action((flags: PhonesFlags & OutputFlags) => runAgent(context, flags));
}
