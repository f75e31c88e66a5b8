import { openPhone } from '@holdfast/phones';
import type { PersonStep, PhoneSession, PhonesOptions } from '@holdfast/phones';
import type { CommandContext } from '../commands/command-context.js';
import { adbServerAwake, isNetworkAddress, phonesOptions } from '../commands/phones-options.js';
import { Fault } from '../faults/fault.js';
import { stepText } from '../iphone/step-text.js';
import { EnrolledPhones } from '../managed/enrolled-phones.js';
import { enrolmentOf } from '../managed/enrolment.js';
import { phoneKeyOf } from '../managed/phone-key.js';
import { namedPhone } from '../managed/named-phone.js';
import { ask } from '../terminal/ask.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';

/** How a phone that something is done to is named, and whether its person has said already that it is theirs. */
export interface TargetPhone {
  /** A label of an enrolled phone, an adb serial, HOST:PORT, or an iPhone's UDID. */
  readonly name: string;
  readonly isEnrolledRepository: boolean;
  readonly yes: boolean;
  readonly adbServer?: string;
  /** What its person says yes to. */
  readonly purpose?: string;
}

/**
 * Opens the phone that files are put on. Of an enrolled workstation it is one of its own person's phones, or they say so
 * now: somebody else's is never touched. @throws Fault, SourceError of the phones library
 */
export async function openOwnPhone(
  context: CommandContext,
  wanted: TargetPhone,
  output: Output,
): Promise<PhoneSession> {
  const { platform: named, address: name } = namedPhone(wanted.name);
  const phones = await new EnrolledPhones(context.environment.stateFolder).all();
  const enrolled = wanted.isEnrolledRepository
    ? phones.find((phone) => phone.label === name || phone.phoneId === name || phone.addresses.includes(name))
    : undefined;
  const address = enrolled?.addresses.find((one) => one === name) ?? enrolled?.addresses[0] ?? name;
  const platform = enrolled?.platform ?? named;
  const isOnNetwork = platform === 'android' && isNetworkAddress(address);
  if (wanted.isEnrolledRepository && enrolled === undefined && !wanted.yes)
    await expectOwn(context, name, wanted.purpose);
  const options: PhonesOptions = phonesOptions(
    context,
    wanted,
    isOnNetwork ? [address] : [],
    [],
    () => output.warning('The phone asks whether this computer may use it: tap Allow on its screen.'),
    (_, step: PersonStep) => {
      const text = stepText(step);
      if (text !== undefined) output.warning(text);
    },
  );
  if (platform === 'android' && !isOnNetwork) await adbServerAwake(context, options, output);
  const session = await openPhone({ platform, address }, options, context.signal);
  if (enrolled === undefined) return session;
  const { phoneHashKey } = await enrolmentOf(context.environment.stateFolder);
  if (phoneKeyOf(phoneHashKey, session.identity.serial) === enrolled.phoneKey) return session;
  await session.close();
  throw new Fault('phone-unreachable', {
    what: `Another phone answers at ${printableText(address)}, not ${printableText(enrolled.label)}.`,
    holds: 'Nothing was put on it.',
    next: 'Plug in the right one, or name the other by its address.',
  });
}

async function expectOwn(context: CommandContext, name: string, purpose?: string): Promise<void> {
  const yes = `this is my phone, ${purpose ?? 'put my files on it'}`;
  const question = `${printableText(name)} is not enrolled: type "yes" for "${yes}": `;
  const answer = await ask(context.streams, question, context.signal);
  if (answer?.toLowerCase() === 'yes') return;
  throw new Fault('refused', {
    what:
      answer === undefined
        ? 'Nobody is here to say that the phone is theirs.'
        : 'Nothing was put on the phone.',
    holds: 'It was not opened.',
    next: `${purpose === undefined ? 'Put files only on' : 'Do it with'} a phone of your own; --yes answers the question.`,
  });
}
