import { endpoints } from '@holdfast/contracts';
import { Command } from 'commander';
import { managedSession } from '../../managed/session.js';
import { codeDatesText } from '../../recovery-code/code-dates-text.js';
import type { CommandContext } from '../command-context.js';
import { outputOf } from '../command-context.js';
import type { OutputFlags } from '../shared-options.js';
import { withOutputOptions } from '../shared-options.js';

/** `holdfast recovery-code status`: when it was made and proven, and when it is due. */
export function recoveryCodeStatusCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('status')
      .summary('when your recovery code was made and proven, and when it is due')
      .description(
        'Asks the control plane when your recovery code was made, when it was proven, and when it is due.',
      ),
  ).action(async (flags: OutputFlags) => {
    const output = outputOf(context, flags);
    const { plane } = await managedSession(context.environment.stateFolder);
    const { registeredOn, provenOn, dueOn } = await plane.call(endpoints.recoveryCode, {
      signal: context.signal,
    });
    output.document({ registeredOn, provenOn, dueOn });
    output.line(codeDatesText({ registeredOn, provenOn, dueOn }, context.now()));
  });
}
