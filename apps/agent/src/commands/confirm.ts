import { Fault, usage } from '../faults/fault.js';
import { ask } from '../terminal/ask.js';
import type { CommandContext } from './command-context.js';

/**
 * Lets a person say yes to what cannot be undone. `--yes` is the answer already; a script (no terminal, or `--json`)
 * has to give it, so that nothing is lost because nobody was there to read the question.
 * @throws Fault `usage`, `cancelled`
 */
export async function confirm(
  context: CommandContext,
  flags: { readonly yes?: boolean; readonly json?: boolean },
  question: string,
  next = 'Add --yes, or look first with --dry-run.',
): Promise<void> {
  if (flags.yes) return;
  const answer = flags.json
    ? undefined
    : await ask(context.streams, `${question} Type "yes" to go on: `, context.signal);
  if (answer === undefined) throw usage(`${question} Nobody is here to answer.`, next);
  if (answer.toLowerCase() === 'yes') return;
  throw new Fault('cancelled', { what: 'You did not say yes.', holds: 'Nothing was changed.' });
}
