import { endpoints } from '@holdfast/contracts';
import type { AttachedPhone } from '@holdfast/phones';
import { createPhoneMonitor } from '@holdfast/phones';
import type { CommandContext } from '../commands/command-context.js';
import type { PhonesFlags } from '../commands/phones-options.js';
import { adbServerAwake, phonesOptions } from '../commands/phones-options.js';
import { ask } from '../terminal/ask.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';
import { ControlPlane } from './control-plane.js';
import { EnrolledPhones } from './enrolled-phones.js';
import { enrolPhone } from './enrol-phone.js';
import type { Enrolment } from './enrolment.js';
import { PhoneAnswers } from './phone-answers.js';

const CHOICES = `  1  this is my phone, protect it
  2  not now
  3  my phone, but not used for work
  4  my phone, and I decline
  5  not my phone (never asked again here)`;

/**
 * Asks the person at the terminal about each phone that is plugged in and that nobody enrolled here. Nothing of a phone is
 * opened before they said that it is theirs; anything but that leaves it alone. Answers what was enrolled.
 */
export async function offerPhones(
  context: CommandContext,
  flags: PhonesFlags,
  enrolment: Enrolment,
  output: Output,
): Promise<Record<string, unknown>[]> {
  const { stateFolder } = context.environment;
  if (!context.streams.stdin.isTTY) return [];
  const answers = new PhoneAnswers(stateFolder);
  const enrolled: Record<string, unknown>[] = [];
  for (const phone of await strangers(context, flags, output)) {
    if (!(await answers.mayAsk(phone.address, context.now()))) continue;
    const name = printableText(phone.model ?? phone.address);
    output.warning(`\n${name} is plugged in. Nothing of it was read. Is it yours?\n${CHOICES}`);
    const answer =
      (await ask(context.streams, 'Type a number (2 if you type nothing): ', context.signal)) ?? '';
    if (answer === '1')
      enrolled.push(
        await enrolPhone(
          context,
          { ...flags, address: phone.address, label: undefined, yes: true },
          enrolment,
          output,
        ),
      );
    else if (answer === '5') await answers.notMine(phone.address);
    else {
      await answers.notNow(phone.address, context.now());
      if (answer === '3' || answer === '4') await declare(context, enrolment, answer, output);
      else output.note('Not now: you are not asked about it again this week.');
    }
  }
  return enrolled;
}

async function strangers(
  context: CommandContext,
  flags: PhonesFlags,
  output: Output,
): Promise<readonly AttachedPhone[]> {
  const mine = await new EnrolledPhones(context.environment.stateFolder).all();
  const options = phonesOptions(context, flags, [], []);
  await adbServerAwake(context, options, output);
  const attached = await createPhoneMonitor(options).list();
  const known = new Set(mine.flatMap(({ addresses }) => addresses));
  return attached.filter(({ address, platform }) => platform !== 'folder' && !known.has(address));
}

async function declare(
  context: CommandContext,
  enrolment: Enrolment,
  answer: '3' | '4',
  output: Output,
): Promise<void> {
  const plane = new ControlPlane(enrolment.origin, enrolment.credential);
  const said = answer === '3' ? ('not-for-work' as const) : ('declined' as const);
  await plane.call(endpoints.declareAnswer, { body: { answer: said }, signal: context.signal });
  output.note(
    'Kept, for you alone: nobody is told, and nobody reminds you. "holdfast decline --take-back" forgets it.',
  );
}
