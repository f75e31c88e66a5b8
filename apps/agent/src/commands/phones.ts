import type { AttachedPhone } from '@holdfast/phones';
import { createPhoneMonitor, stateSentence } from '@holdfast/phones';
import { Command } from 'commander';
import { AgentMemory } from '../agent/agent-memory.js';
import { isDebuggingForbidden } from '../managed/usb-debugging.js';
import { EnrolledPhones } from '../managed/enrolled-phones.js';
import type { EnrolledPhone } from '../managed/enrolled-phones.js';
import { printableText } from '../terminal/printable.js';
import { table } from '../terminal/table.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import type { PhonesFlags } from './phones-options.js';
import { adbServerAwake, isNetworkAddress, phonesOptions } from './phones-options.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

/** `holdfast phones`: what is attached, whether it is enrolled, and what its person can do next. Opens no phone. */
export function phonesCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('phones')
      .summary('list the phones attached to this workstation')
      .description(
        'Lists the phones that this workstation sees and what to do next with each. No phone is opened. Phones on the\n' +
          'network are looked for at the addresses in HOLDFAST_PHONE_ADDRESSES (HOST:PORT, separated by commas).',
      )
      .option('--adb-server <address>', 'HOST:PORT of the adb server'),
  ).action(async (flags: PhonesFlags & OutputFlags) => {
    const output = outputOf(context, flags);
    const enrolled = await new EnrolledPhones(context.environment.stateFolder).all();
    const addresses = enrolled.flatMap((phone) => phone.addresses);
    const folders = enrolled
      .filter((phone) => phone.platform === 'folder')
      .flatMap((phone) => phone.addresses);
    const options = phonesOptions(context, flags, addresses.filter(isNetworkAddress), folders);
    // As the agent last heard it: no server is asked here, and somebody without a policy is told what is there.
    const { policy } = (await AgentMemory.load(context.environment.stateFolder)).now;
    const isForbidden = policy !== null && isDebuggingForbidden(policy.policy, 'android');
    if (!isForbidden) await adbServerAwake(context, options, output);
    const attached = await createPhoneMonitor(options).list();
    const known = attached.map((phone) => ({ phone, enrolled: enrolledAt(enrolled, phone.address) }));
    const away = enrolled.filter(
      (phone) => !known.some((other) => other.enrolled?.phoneId === phone.phoneId),
    );
    output.document({
      phones: known.map(({ phone, enrolled: mine }) => ({
        address: phone.address,
        platform: phone.platform,
        state: phone.state,
        model: phone.model,
        via: phone.via,
        enrolled: mine !== undefined,
        phoneId: mine?.phoneId ?? null,
        label: mine?.label ?? null,
        next: nextStep(phone, mine),
      })),
      away: away.map((phone) => ({ phoneId: phone.phoneId, label: phone.label, platform: phone.platform })),
    });
    if (known.length === 0) {
      output.line(
        'No phone is attached. Plug one in, unlock it, and switch on USB debugging (Settings, Developer options).',
      );
    } else {
      const rows = known.map(({ phone, enrolled: mine }) => [
        printableText(phone.address),
        STATE_WORDS[phone.state],
        printableText(mine?.label ?? phone.model ?? ''),
        mine === undefined ? 'no' : 'yes',
        nextStep(phone, mine),
      ]);
      output.line(table(['ADDRESS', 'STATE', 'PHONE', 'ENROLLED', 'NEXT'], rows));
    }
    for (const phone of away) output.line(`Not attached: ${printableText(phone.label)}`);
  });
}

const enrolledAt = (phones: readonly EnrolledPhone[], address: string): EnrolledPhone | undefined =>
  phones.find((phone) => phone.addresses.includes(address));

const STATE_WORDS: Record<AttachedPhone['state'], string> = {
  ready: 'ready',
  unauthorised: 'not allowed yet',
  locked: 'locked',
  offline: 'not answering',
  'no-permissions': 'no permission',
  recovery: 'in recovery',
};

/** What its person can do next. */
function nextStep(phone: AttachedPhone, enrolled: EnrolledPhone | undefined): string {
  const said = stateSentence(phone);
  if (said !== undefined && (phone.isShared || phone.state !== 'unauthorised')) return said.next;
  // The adb server shows the dialog when a phone is plugged in; without it only opening the phone does.
  const isAsking = phone.state === 'unauthorised' && phone.via === 'adb-server';
  if (isAsking) return "Tap Allow on the phone's screen";
  const command =
    enrolled === undefined
      ? `If it is yours: holdfast enrol --phone ${printableText(phone.address)}`
      : `holdfast backup ${shellWord(enrolled.label)}`;
  return phone.state === 'unauthorised' ? `${command}, then tap Allow on its screen` : command;
}

/** A label as one word of a shell command, so that the line can be copied. */
function shellWord(label: string): string {
  const shown = printableText(label);
  return /^[\w.:-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
}
