import type { Command } from 'commander';

const collect = (pattern: string, before: readonly string[] = []): string[] => [...before, pattern];

/** Adds the flags that narrow what a verb does by patterns. */
export function withPatternOptions(command: Command): Command {
  return command
    .option(
      '--include <pattern>',
      'only what this pattern is of, and all below folders that it is of; may be said more than once',
      collect,
    )
    .option('--exclude <pattern>', 'not what this pattern is of, nor what lies below it', collect)
    .option('-i, --ignore-case', 'patterns make no difference between upper and lower case');
}
