import type { Command } from 'commander';
import { CommanderError } from 'commander';
import type { CommandContext } from './commands/command-context.js';
import { EXIT_CODES } from './faults/exit-codes.js';
import { explain } from './faults/explain.js';
import type { Fault } from './faults/fault.js';
import { buildProgram } from './program.js';
import { scrub } from './terminal/printable.js';
import { safeJson } from './terminal/safe-json.js';

/** Runs one command line and answers the exit code; prints what went wrong. `arguments_`: without node and script. */
export async function runProgram(arguments_: readonly string[], context: CommandContext): Promise<number> {
  const program = await buildProgram(context, arguments_[0]);
  for (const command of withSubcommands(program)) command.exitOverride();
  try {
    await program.parseAsync(arguments_.length === 0 ? ['--help'] : [...arguments_], { from: 'user' });
    return EXIT_CODES.ok;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.ok : EXIT_CODES.usage;
    const fault = explain(context.signal.aborted && isAbort(error) ? context.signal.reason : error);
    tell(fault, context, isJsonWanted(arguments_));
    return EXIT_CODES[fault.exit];
  }
}

/**
 * A fault in words on stderr. With `--json` it is also the one document on stdout, unless the command printed its
 * result before: then the result says it (`damage`, `failed`, `leftOut`).
 */
function tell(fault: Fault, context: CommandContext, json: boolean): void {
  const { what, holds, next } = fault.text;
  const lines = [
    `holdfast: ${what}`,
    ...(holds === undefined ? [] : [holds]),
    ...(next === undefined ? [] : [next]),
  ];
  context.streams.stderr.write(`${lines.map(scrubLines).join('\n')}\n`);
  if (process.env['HOLDFAST_DEBUG'] === '1') context.streams.stderr.write(`${scrubLines(causes(fault))}\n`);
  const isPrinted =
    fault.resultPrinted ||
    fault.exit === 'incomplete' ||
    (fault.exit === 'damaged' && fault.cause === undefined);
  if (json && !isPrinted) {
    const error = {
      code: fault.exit,
      exitCode: EXIT_CODES[fault.exit],
      what,
      holds: holds ?? null,
      next: next ?? null,
    };
    context.streams.stdout.write(`${safeJson({ error })}\n`);
  }
}

const withSubcommands = (command: Command): Command[] => [
  command,
  ...command.commands.flatMap(withSubcommands),
];

const scrubLines = (text: string): string => text.split('\n').map(scrub).join('\n');

const isJsonWanted = (arguments_: readonly string[]): boolean => {
  const end = arguments_.indexOf('--');
  return (end === -1 ? arguments_ : arguments_.slice(0, end)).includes('--json');
};

const isAbort = (error: unknown): boolean => (error as Error | null)?.name === 'AbortError';

function causes(error: Error): string {
  const own = error.stack ?? error.message;
  return error.cause instanceof Error ? `${own}\nCaused by: ${causes(error.cause)}` : own;
}
