import { type Command, CommanderError } from 'commander';
import type { CommandContext } from '../commands/command-context.js';
import { Fault } from '../faults/fault.js';
import { scrub } from '../terminal/printable.js';
import { buildAdminProgram } from './admin-program.js';
import { ADMIN_EXIT_CODES, type AdminExit } from './exit-codes.js';

/** Runs one command line and answers the exit code; prints what went wrong. `arguments_`: without node and script. */
export async function runAdminProgram(
  arguments_: readonly string[],
  context: CommandContext,
): Promise<number> {
  let exit: AdminExit = 'proven';
  const program = buildAdminProgram(context, (how) => (exit = how));
  for (const command of withSubcommands(program)) command.exitOverride();
  const say = (...lines: (string | undefined)[]): void => {
    const said = lines.filter((line) => line !== undefined).map((line) => `${scrub(line)}\n`);
    context.streams.stderr.write(said.join(''));
  };
  try {
    await program.parseAsync(arguments_.length === 0 ? ['--help'] : [...arguments_], { from: 'user' });
    return ADMIN_EXIT_CODES[exit];
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : ADMIN_EXIT_CODES.usage;
    if (context.signal.aborted) {
      say('holdfast-admin: Stopped. Nothing was changed.');
      return ADMIN_EXIT_CODES.cancelled;
    }
    if (error instanceof Fault) {
      say(`holdfast-admin: ${error.text.what}`, error.text.next);
      return ADMIN_EXIT_CODES.usage;
    }
    const what = error instanceof Error ? error.message : String(error);
    say(
      `holdfast-admin: Something went wrong that should not: ${what}`,
      'Nothing was changed. Please report it.',
    );
    return ADMIN_EXIT_CODES.internal;
  }
}

const withSubcommands = (command: Command): Command[] => [
  command,
  ...command.commands.flatMap(withSubcommands),
];
