import { Command } from 'commander';
import { Postponed, postponedUntil } from '../agent/postponed.js';
import { usage } from '../faults/fault.js';
import { EnrolledPhones } from '../managed/enrolled-phones.js';
import { momentText } from '../terminal/figures.js';
import { printableText } from '../terminal/printable.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

interface LaterFlags extends OutputFlags {
  readonly notToday?: boolean;
  readonly now?: boolean;
}

/** `holdfast later [PHONE]`: an iPhone whose person cannot type its passcode now is asked again in an hour, or tomorrow. */
export function laterCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('later')
      .summary('be asked for the passcode later')
      .description(
        'An iPhone asks for its passcode before each backup. When it is not the moment: the agent asks again in an hour, or\n' +
          'with --not-today tomorrow morning. A backup that waits for you ends at once. Kept on this workstation, told to nobody.',
      )
      .argument('[phone]', 'an enrolled phone: its label, id or address; not needed if you have only one')
      .option('--not-today', 'ask again tomorrow morning')
      .option('--now', 'take it back: ask again now'),
  ).action(async (named: string | undefined, flags: LaterFlags) => {
    if (flags.now && flags.notToday) throw usage('--now and --not-today contradict each other.');
    const { stateFolder } = context.environment;
    const phone = await new EnrolledPhones(stateFolder).named(named);
    const now = context.now();
    const until = flags.now ? undefined : postponedUntil(flags.notToday ? 'not-today' : 'later', now);
    await new Postponed(stateFolder).postpone(phone.phoneId, until, now);
    outputOf(context, flags).document({ phoneId: phone.phoneId, until: until?.toISOString() ?? null });
    outputOf(context, flags).summary(
      until
        ? `${printableText(phone.label)} is left in peace until ${momentText(until)}.`
        : `${printableText(phone.label)} is asked again when its backup is due.`,
    );
  });
}
