import { parseArgs } from 'node:util';
import type { PersonHabits } from '../ios/person.js';
import { UsageError, wholeNumber } from './phone-arguments.js';

/** What the command line asks for. */
export interface IosArguments extends PersonHabits {
  readonly socket: string | undefined;
  readonly port: number;
  readonly root: string;
  readonly udid: string | undefined;
  readonly name: string | undefined;
  readonly password: string | undefined;
  readonly unpaired: boolean;
  readonly locked: boolean;
  readonly network: boolean;
  readonly seed: number | undefined;
  /** How much is in the databases that `seed` fills; `undefined`: they are not there. */
  readonly databases:
    { readonly contacts: number | undefined; readonly messages: number | undefined } | undefined;
  readonly faults: string | undefined;
  readonly clockRate: number;
  readonly json: boolean;
}

export const IOS_USAGE =
  'Usage: phone ios --root DIR [--socket PATH | --port 27015] [--udid U] [--name N] [--password P] [--unpaired] [--trust allow|ask|deny] [--passcode none|enter|ask|never] [--seed N] [--faults FILE] [--json]\n\n' +
  '  --root DIR   what the iPhone holds (made when missing): folders named like domains (HomeDomain,\n' +
  '               AppDomain-com.example.app) are those; all else is on its media partition (DIR/DCIM)\n' +
  '  --socket P, --port N: where its usbmuxd listens: a Unix socket, or TCP on 127.0.0.1 (0: a free one)\n' +
  '  --udid U     its UDID; follows from DIR unless said\n' +
  '  --password P its backups are encrypted with it, until it is changed\n' +
  '  --unpaired   it trusts no computer yet\n' +
  '  --trust      allow: taps Trust at once (default); ask: waits for the line "trust" or "deny"; deny: never\n' +
  '  --passcode   none (default); enter: the passcode is typed whenever it is asked for; ask: waits for the line\n' +
  '               "passcode" or "dismiss"; never: nobody is there\n' +
  '  --locked     begins with a locked screen\n' +
  '  --network    is reached over the air, as usbmuxd announces it\n' +
  '  --seed N     fills DIR with a small iPhone’s contents if it is empty\n' +
  '  --contacts N, --messages N, --no-databases: how much is in the databases that --seed writes\n' +
  '  --faults F   what goes wrong: a JSON file, see docs/phones.md\n' +
  '  --clock-rate N  what it waits for passes N times as fast\n' +
  '  --json       one JSON object a line\n\n' +
  'On standard input: trust, deny, lock, unlock, passcode, dismiss, unplug, plug, faults FILE, state. Stop it with Ctrl-C.\n';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const OPTIONS = {
  socket: text,
  port: text,
  root: text,
  udid: text,
  name: text,
  password: text,
  trust: text,
  passcode: text,
  seed: text,
  faults: text,
  contacts: text,
  messages: text,
  'clock-rate': text,
  unpaired: flag,
  locked: flag,
  network: flag,
  'no-databases': flag,
  json: flag,
} as const;

/** Parses the words after the program's name; throws `UsageError`. */
export function parseIosArguments(words: readonly string[]): IosArguments {
  let parsed;
  try {
    parsed = parseArgs({ args: [...words], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const { socket, port, root, udid, name, password, faults } = values;
  if (positionals.length !== 1 || positionals[0] !== 'ios') throw new UsageError('Say which phone: "ios".');
  if (root === undefined || root === '') throw new UsageError('Say what it holds: --root DIR.');
  if (socket !== undefined && (port !== undefined || socket === ''))
    throw new UsageError('Say where its usbmuxd listens: --socket PATH, or --port N.');
  if (udid !== undefined && !/^[0-9A-Fa-f-]{8,64}$/.test(udid))
    throw new UsageError('--udid is made of hexadecimal digits and -');
  if (password === '') throw new UsageError('--password is not empty; without it backups are not encrypted.');
  const clockRate = wholeNumber('--clock-rate', values['clock-rate'] ?? '1', 1_000_000);
  if (clockRate === 0) throw new UsageError('--clock-rate is at least 1.');
  return {
    socket,
    port: wholeNumber('--port', port ?? '27015', 65_535),
    root,
    udid,
    name,
    password,
    faults,
    trust: oneOf('--trust', values.trust ?? 'allow', ['allow', 'ask', 'deny']),
    passcode: oneOf('--passcode', values.passcode ?? 'none', ['none', 'enter', 'ask', 'never']),
    unpaired: values.unpaired === true,
    locked: values.locked === true,
    network: values.network === true,
    seed: optional('--seed', values.seed, Number.MAX_SAFE_INTEGER),
    databases:
      values['no-databases'] === true
        ? undefined
        : {
            contacts: optional('--contacts', values.contacts, 1_000_000),
            messages: optional('--messages', values.messages, 1_000_000),
          },
    clockRate,
    json: values.json === true,
  };
}

function optional(name: string, value: string | undefined, most: number): number | undefined {
  return value === undefined ? undefined : wholeNumber(name, value, most);
}

function oneOf<T extends string>(name: string, value: string, all: readonly T[]): T {
  const found = all.find((one) => one === value);
  if (found === undefined) throw new UsageError(`${name} is ${all.join(', ')}.`);
  return found;
}
