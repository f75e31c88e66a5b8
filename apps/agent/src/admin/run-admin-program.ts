import { type Command, CommanderError } from 'commander';
import type { CommandContext } from '../commands/command-context.js';
import { Fault } from '../faults/fault.js';
import { ControlPlaneUnreachable, ProblemError } from '../faults/problem-error.js';
import { scrub } from '../terminal/printable.js';
import { buildAdminProgram } from './admin-program.js';
import { ADMIN_EXIT_CODES, type AdminExit, POLICY_EXIT_CODES, type PolicyExit } from './exit-codes.js';

/** Runs one command line and answers the exit code; prints what went wrong. `arguments_`: without node and script. */
export async function runAdminProgram(
  arguments_: readonly string[],
  context: CommandContext,
): Promise<number> {
  let exit: AdminExit | PolicyExit | undefined;
  const isPolicy = arguments_[0] === 'policy';
  const ended = { ...ADMIN_EXIT_CODES, ...POLICY_EXIT_CODES };
  // Whatever goes wrong with policies is 1: what an error is must not be taken for a difference.
  const failed = (how: AdminExit): number => (isPolicy ? POLICY_EXIT_CODES.failed : ADMIN_EXIT_CODES[how]);
  const program = buildAdminProgram(context, (how) => (exit = how));
  for (const command of withSubcommands(program)) command.exitOverride();
  const say = (...lines: (string | undefined)[]): void => {
    const said = lines.filter((line) => line !== undefined).map((line) => `${scrub(line)}\n`);
    context.streams.stderr.write(said.join(''));
  };
  try {
    await program.parseAsync(arguments_.length === 0 ? ['--help'] : [...arguments_], { from: 'user' });
    return exit === undefined ? 0 : ended[exit];
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : failed('usage');
    if (context.signal.aborted) {
      say('holdfast-admin: Stopped. Nothing was changed.');
      return ADMIN_EXIT_CODES.cancelled;
    }
    if (error instanceof Fault) {
      say(`holdfast-admin: ${error.text.what}`, error.text.next);
      return failed('usage');
    }
    if (error instanceof ProblemError || error instanceof ControlPlaneUnreachable) {
      say(`holdfast-admin: ${error.message}`);
      return failed('internal');
    }
    const what = error instanceof Error ? error.message : String(error);
    say(
      `holdfast-admin: Something went wrong that should not: ${what}`,
      'Nothing was changed. Please report it.',
    );
    return failed('internal');
  }
}

const withSubcommands = (command: Command): Command[] => [
  command,
  ...command.commands.flatMap(withSubcommands),
];
