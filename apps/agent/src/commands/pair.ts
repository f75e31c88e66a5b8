import { join } from 'node:path';
import { SourceError } from '@holdfast/contracts/sources';
import { pairWireless } from '@holdfast/phones';
import { Command } from 'commander';
import { Fault, usage } from '../faults/fault.js';
import { ask } from '../terminal/ask.js';
import { printableText } from '../terminal/printable.js';
import type { CommandContext } from './command-context.js';
import { outputOf } from './command-context.js';
import { isNetworkAddress } from './phones-options.js';
import type { OutputFlags } from './shared-options.js';
import { withOutputOptions } from './shared-options.js';

interface PairFlags extends OutputFlags {
  readonly code?: string;
}

/** `holdfast pair HOST:PORT`: makes this workstation known to a phone that shows a code for wireless debugging. */
export function pairCommand(context: CommandContext): Command {
  return withOutputOptions(
    new Command('pair')
      .summary('pair with a phone over Wi-Fi, by the code that it shows')
      .description(
        'Pairs this workstation with an Android phone (11 or later) over the network, without a cable. On the phone:\n' +
          'Developer options, Wireless debugging, "Pair device with pairing code". It shows a code and an address; give that\n' +
          'address. Nothing is read from the phone.',
      )
      .argument('<address>', 'HOST:PORT that the phone shows together with the code')
      .option('--code <digits>', 'the six digits; without it you are asked'),
  ).action(async (address: string, flags: PairFlags) => {
    const output = outputOf(context, flags);
    if (!isNetworkAddress(address))
      throw usage(`"${address}" is not HOST:PORT.`, 'Give the address that the phone shows with the code.');
    const code = await codeOf(context, flags);
    const adbKeyFile = join(context.environment.stateFolder, 'adbkey');
    const request = { address, code, adbKeyFile, signal: context.signal };
    const { guid } = await pairWireless(request).catch((error: unknown) => {
      throw notPaired(error);
    });
    output.document({ address, guid });
    output.line(`Paired with ${printableText(guid)}.`);
    const host = address.slice(0, address.lastIndexOf(':'));
    output.summary(
      `Next: holdfast enrol --phone ${host}:PORT, with the port that the phone's Wireless debugging page shows now (another one than of pairing).`,
    );
  });
}

async function codeOf(context: CommandContext, flags: PairFlags): Promise<string> {
  const question = 'The six digits that the phone shows: ';
  const answer =
    flags.code ?? (flags.json ? undefined : await ask(context.streams, question, context.signal));
  if (answer === undefined) throw usage('Nobody is here to type the code.', 'Add --code DIGITS.');
  const code = answer.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(code)) throw usage('A pairing code has six digits.', 'Look at the phone again.');
  return code;
}

/** The errors of a pairing say themselves what to do: what is said of phones that were being read would mislead here. */
function notPaired(error: unknown): unknown {
  if (!(error instanceof SourceError) || error.causeClass === 'cancelled') return error;
  const exit = error.causeClass === 'trust-not-given' ? 'phone-not-allowed' : 'phone-unreachable';
  return new Fault(
    exit,
    { what: error.message, holds: 'Nothing was paired and nothing was read.' },
    { cause: error },
  );
}
