import { endpoints } from '@holdfast/contracts';
import { Command } from 'commander';
import { usage } from '../faults/fault.js';
import { managedSession } from '../managed/session.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

interface DeclineFlags extends OutputFlags {
  readonly notForWork?: boolean;
  readonly takeBack?: boolean;
}

/** `holdfast decline`: a neutral answer, known to the employee alone. */
export function declineCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('decline')
      .summary('say that you have no phone to protect; nobody is told')
      .description(
        'Says that you decline, or that you do not use a phone for work. Nobody reminds you then. It is a neutral answer\n' +
          'that only you can see: your company sees how many people said so, and that nothing is asked of you.',
      )
      .option('--not-for-work', 'you do not use your phone for work')
      .option('--take-back', 'forget what you said before'),
  ).action(async (flags: DeclineFlags) => {
    const output = outputOf(context, flags);
    if (flags.notForWork && flags.takeBack)
      throw usage('Take back, or say something?', 'Give one of --not-for-work and --take-back.');
    const answer = flags.takeBack ? null : flags.notForWork ? 'not-for-work' : 'declined';
    const { plane } = await managedSession(context.environment.stateFolder);
    await plane.call(endpoints.declareAnswer, { body: { answer }, signal: context.signal });
    output.document({ answer });
    output.summary(SAID[answer ?? 'nothing']);
  });
}

const SAID = {
  declined:
    'Kept: you declined. Nobody is told, and nobody reminds you. "holdfast decline --take-back" forgets it.',
  'not-for-work':
    'Kept: you do not use a phone for work. Nobody is told, and nobody reminds you. "holdfast decline --take-back" forgets it.',
  nothing: 'Forgotten: what you said before no longer counts.',
} as const;
