import { endpoints } from '@holdfast/contracts';
import { Command } from 'commander';
import { usage } from '../faults/fault.js';
import { readStatement } from '../managed/read-statement.js';
import { managedSession } from '../managed/session.js';
import { ask } from '../terminal/ask.js';
import { wrapped } from '../terminal/wrapped.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

interface WithdrawFlags extends OutputFlags {
  readonly yes?: boolean;
}

/** `holdfast notice`: what the company can see, any time; `notice withdraw` takes the acknowledgement back. */
export function noticeCommand(context: CommandContext): Command {
  const notice = withOutputOptions(
    new Command('notice')
      .summary('what your company can see, could open and cannot open')
      .description(
        'Shows the privacy notice in force: what is read from your phone, what your company sees, and who could ever\n' +
          'open a backup. It is written from the policy that covers you, and this program checks that it is.',
      ),
  ).action(async (flags: OutputFlags) => {
    const output = outputOf(context, flags);
    const { enrolment, plane } = await managedSession(context.environment.stateFolder);
    const { version, sha256, text } = await readStatement(plane, context.signal);
    const isRead = enrolment.acceptedNotice?.sha256 === sha256;
    output.document({ version, sha256, acknowledgedHere: isRead, text });
    output.line(wrapped(text));
    if (!isRead) output.summary('You have not acknowledged this here: "holdfast enrol" asks you.');
  });
  return notice.addCommand(withdrawCommand(context));
}

function withdrawCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('withdraw')
      .summary('take your acknowledgement back: nothing more is read')
      .description(
        'Takes your acknowledgement back. From then on no phone of yours is read on any workstation; a backup that runs\n' +
          'stops. What is backed up is kept, and you can get it back. "holdfast enrol" asks you again when you want.',
      )
      .option('--yes', 'do not ask'),
  ).action(async (flags: WithdrawFlags) => {
    const output = outputOf(context, flags);
    const { plane } = await managedSession(context.environment.stateFolder);
    if (!flags.yes) {
      const question = 'Nothing more is read from your phones from then on. Type "yes" to take it back: ';
      const answer = await ask(context.streams, question, context.signal);
      if (answer?.toLowerCase() !== 'yes')
        throw usage('Nothing was taken back.', 'Type "yes", or add --yes where nobody can be asked.');
    }
    await plane.call(endpoints.withdrawNotice, { signal: context.signal });
    output.document({ withdrawn: true });
    output.summary('Taken back: nothing more is read. What is backed up is kept, and you can get it back.');
  });
}
