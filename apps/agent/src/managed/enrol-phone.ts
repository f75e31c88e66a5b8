import { endpoints } from '@holdfast/contracts';
import { createPhoneMonitor, openPhone } from '@holdfast/phones';
import type { AttachedPhone, PersonStep, PhonesOptions } from '@holdfast/phones';
import type { CommandContext } from '../commands/command-context.js';
import type { PhonesFlags } from '../commands/phones-options.js';
import { adbServerAwake, isNetworkAddress, phonesOptions } from '../commands/phones-options.js';
import { Fault, usage } from '../faults/fault.js';
import { ask } from '../terminal/ask.js';
import { stepText } from '../iphone/step-text.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';
import { ControlPlane } from './control-plane.js';
import { EnrolledPhones } from './enrolled-phones.js';
import type { Enrolment } from './enrolment.js';
import { expectDebuggingAllowed } from './usb-debugging.js';
import { namedPhone } from './named-phone.js';
import { phoneKeyOf } from './phone-key.js';

interface PhoneChoice extends PhonesFlags {
  readonly address: string;
  readonly label: string | undefined;
  readonly yes?: boolean;
}

/** Opens the phone that its person names, and enrols it once they have said that it is theirs. */
export async function enrolPhone(
  context: CommandContext,
  choice: PhoneChoice,
  enrolment: Enrolment,
  output: Output,
): Promise<Record<string, unknown>> {
  const { address, options, platform } = reachFor(context, choice, output);
  const plane = new ControlPlane(enrolment.origin, enrolment.credential);
  const { policy } = await plane.call(endpoints.effectivePolicy, { signal: context.signal });
  expectDebuggingAllowed(policy, platform);
  if (platform === 'android' && !isNetworkAddress(address)) await adbServerAwake(context, options, output);
  const seen = (await createPhoneMonitor(options).list()).find((phone) => phone.address === address);
  // Asked before anything on the phone is opened: a mistyped address must not touch a colleague's phone.
  if (choice.yes !== true) await expectYes(context, seen?.model ?? address);
  const phones = new EnrolledPhones(context.environment.stateFolder);
  const session = await openPhone({ platform: seen?.platform ?? platform, address }, options, context.signal);
  try {
    const { serial, model, osVersion } = session.identity;
    const label = (choice.label ?? model ?? 'Phone').trim().slice(0, 64) || 'Phone';
    const phoneKey = phoneKeyOf(enrolment.phoneHashKey, serial);
    const known = (await phones.all()).find((phone) => phone.phoneKey === phoneKey);
    const told = {
      phoneKey,
      platform: seen?.platform ?? platform,
      model: short(model, 120),
      osVersion: short(osVersion, 60),
      label,
    };
    const { phoneId } = await plane.call(endpoints.enrolPhone, { body: told, signal: context.signal });
    const addresses = [...new Set([address, ...(known?.addresses ?? [])])].slice(0, 8);
    await phones.remember({ ...told, phoneId, addresses });
    output.summary(`${printableText(label)} is enrolled.`);
    return {
      phoneId,
      label,
      platform: told.platform,
      model: told.model,
      osVersion: told.osVersion,
    };
  } finally {
    await session.close();
  }
}

function reachFor(
  context: CommandContext,
  choice: PhoneChoice,
  output: Output,
): { address: string; options: PhonesOptions; platform: AttachedPhone['platform'] } {
  const { platform, address } = namedPhone(choice.address);
  if (address === '') throw usage('--phone is empty.', '"holdfast phones" lists what is attached.');
  const tap = (): void =>
    output.warning('The phone asks whether this computer may read it: tap Allow on its screen.');
  const direct = platform === 'android' && isNetworkAddress(address) ? [address] : [];
  const tellStep = (_: string, step: PersonStep): void => {
    const text = stepText(step);
    if (text !== undefined) output.warning(text);
  };
  const options = phonesOptions(
    context,
    choice,
    direct,
    platform === 'folder' ? [address] : [],
    tap,
    tellStep,
  );
  return { address, options, platform };
}

async function expectYes(context: CommandContext, name: string): Promise<void> {
  const question = `${printableText(name)}: type "yes" for "this is my phone, protect it": `;
  const answer = await ask(context.streams, question, context.signal);
  if (answer?.toLowerCase() === 'yes') return;
  throw new Fault('not-enrolled', {
    what:
      answer === undefined
        ? 'Nobody is here to say that the phone is theirs.'
        : 'The phone was not enrolled.',
    holds: 'It was not opened and nothing about it was stored.',
    next: 'Enrol only a phone of your own; --yes answers the question.',
  });
}

const short = (text: string | null, length: number): string | null => text?.slice(0, length) ?? null;
