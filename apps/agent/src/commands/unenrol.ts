import { Command } from 'commander';
import { endEnrolment, enrolmentToEnd } from '../managed/end-enrolment.js';
import { printableText } from '../terminal/printable.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { confirm } from './confirm.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

/** `holdfast unenrol`: this workstation is nobody's any more. */
export function unenrolCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('unenrol')
      .summary('end the enrolment of this workstation')
      .description(
        'Ends the enrolment of this workstation at the control plane, and forgets its secrets, its phones and its key to your\n' +
          'repository. What is backed up stays; your recovery code brings it back to any workstation that you enrol.',
      )
      .option('--yes', 'do not ask'),
  ).action(async (flags: OutputFlags & { readonly yes?: boolean }) => {
    const { stateFolder, keyStore } = context.environment;
    const toEnd = await enrolmentToEnd(stateFolder, keyStore === 'file');
    const question =
      'This workstation forgets its key to your repository: afterwards only your recovery code, or another workstation of yours, opens it.';
    await confirm(context, flags, question);
    const output = outputOf(context, flags);
    const { origin, left } = await endEnrolment(stateFolder, toEnd);
    output.document({ server: origin, endedAtServer: left === null, left });
    output.summary(
      'This workstation is no longer enrolled. What it backed up is kept; an agent that still runs ends by itself.',
    );
    if (left === null) return;
    output.warning(
      `The control plane does not know it yet: ${printableText(left)} End it there too: under "My workstations", or ask your IT.`,
    );
  });
}
