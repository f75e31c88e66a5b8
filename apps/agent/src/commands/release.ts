import { endpoints } from '@holdfast/contracts';
import { Command } from 'commander';
import { EnrolledPhones } from '../managed/enrolled-phones.js';
import { PhoneAnswers } from '../managed/phone-answers.js';
import { managedSession } from '../managed/session.js';
import { printableText } from '../terminal/printable.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { confirm } from './confirm.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

/** `holdfast release`: a phone is no longer protected, because it is sold, lost or given back. */
export function releaseCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('release')
      .summary('stop protecting a phone that you no longer have, or no longer use for work')
      .description(
        'Ends the enrolment of a phone of yours, on all your workstations. Nothing more of it is read, your company no longer\n' +
          'counts it, and whoever has it next can enrol it. Nobody is told why. What is backed up of it stays and comes back with\n' +
          '"holdfast restore". Enrol it again whenever you like.',
      )
      .argument('[phone]', 'its label, id or address; needed where several are enrolled here')
      .option('--yes', 'do not ask'),
  ).action(async (meant: string | undefined, flags: OutputFlags & { readonly yes?: boolean }) => {
    const { stateFolder } = context.environment;
    const { plane } = await managedSession(stateFolder);
    const phones = new EnrolledPhones(stateFolder);
    const { phoneId, label, addresses } = await phones.named(meant);
    const name = printableText(label);
    await confirm(context, flags, `${name} is no longer backed up, by no workstation of yours.`);
    const output = outputOf(context, flags);
    await plane.call(endpoints.giveUpPhone, { params: { id: phoneId }, signal: context.signal });
    await phones.forget(phoneId);
    // Plugged in again, it is not offered: its person has just said what is to be.
    const answers = new PhoneAnswers(stateFolder);
    for (const address of addresses) await answers.notMine(address);
    output.document({ released: { phoneId, label } });
    output.summary(
      `${name} is released: nothing more of it is read. What is backed up of it stays. "holdfast enrol --phone" enrols it again.`,
    );
  });
}
