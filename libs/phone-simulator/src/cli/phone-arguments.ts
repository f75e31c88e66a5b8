import { parseArgs } from 'node:util';
import type { AuthMode } from '../android/doorkeeper.js';

/** What the command line asks for. */
export interface PhoneArguments {
  readonly port: number;
  readonly root: string;
  readonly serial: string | undefined;
  readonly model: string | undefined;
  readonly auth: AuthMode;
  readonly seed: number | undefined;
  readonly json: boolean;
  /** A JSON file of faults. */
  readonly faults: string | undefined;
  readonly v1Only: boolean;
  /** Files in DCIM/Many. */
  readonly entries: number | undefined;
  /** How many of each are in its databases; 0 of all: a phone that was never used. */
  readonly databases:
    { readonly contacts: number | undefined; readonly messages: number | undefined } | undefined;
  /** The six digits under which it pairs; `undefined` where wireless debugging is off. */
  readonly code: string | undefined;
}

/** The command line cannot be understood; the message says how it is written. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE =
  'Usage: phone android --root DIR [--port 5655] [--serial S] [--model M] [--auth allow|ask|none] [--seed N] [--faults FILE] [--wireless --code DIGITS] [--json]\n\n' +
  "  --root DIR   the directory that is the phone's /sdcard (made when missing)\n" +
  '  --port N     TCP port on 127.0.0.1; 0 takes a free one\n' +
  '  --auth       allow: asks for a new computer and taps Allow by itself after 300 ms (default);\n' +
  '               ask: waits for the line "allow" on standard input, or SIGUSR1; none: lets anybody in\n' +
  "  --seed N     fills DIR with a small phone's contents if it is empty\n" +
  '               and decides what is in its contacts, messages, calls and calendar (1)\n' +
  '  --faults F   what goes wrong: a JSON file, see docs/phones.md\n' +
  '  --v1-only    an old phone: 32-bit sizes, no features\n' +
  '  --entries N  N files in DCIM/Many, on no disk\n' +
  '  --contacts N, --messages N, --no-databases: how much is in its databases\n' +
  '  --wireless   wireless debugging: TLS, and only for computers that paired with the six digits of --code\n' +
  '  --json       one JSON object a line\n\n' +
  'On standard input: allow, unplug, plug, faults FILE, state. Stop it with Ctrl-C.\n';

/** Parses the words after the program's name; throws `UsageError`. */
export function parsePhoneArguments(words: readonly string[]): PhoneArguments {
  const text = { type: 'string' } as const;
  const options = {
    port: text,
    root: text,
    serial: text,
    model: text,
    auth: text,
    seed: text,
    wireless: { type: 'boolean' },
    code: text,
    faults: text,
    'v1-only': { type: 'boolean' },
    entries: text,
    contacts: text,
    messages: text,
    'no-databases': { type: 'boolean' },
    json: { type: 'boolean' },
  } as const;
  let parsed;
  try {
    parsed = parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (positionals.length !== 1 || positionals[0] !== 'android')
    throw new UsageError('Say which phone: "android".');
  if (values.root === undefined || values.root === '')
    throw new UsageError('Say where its files are: --root DIR.');
  const auth = values.auth ?? 'allow';
  if (auth !== 'allow' && auth !== 'ask' && auth !== 'none')
    throw new UsageError('--auth is allow, ask or none.');
  if (values.serial !== undefined && !/^[\w.:-]{1,64}$/.test(values.serial)) {
    throw new UsageError('--serial is made of letters, digits and . : _ -');
  }
  if ((values.wireless === true) !== (values.code !== undefined) || !/^\d{6}$/.test(values.code ?? '000000'))
    throw new UsageError('--wireless comes with --code and six digits.');
  const optional = (name: 'seed' | 'entries' | 'contacts' | 'messages', most: number): number | undefined =>
    values[name] === undefined ? undefined : wholeNumber(`--${name}`, values[name], most);
  return {
    port: wholeNumber('--port', values.port ?? '5655', 65_535),
    root: values.root,
    serial: values.serial,
    model: values.model,
    auth,
    seed: optional('seed', Number.MAX_SAFE_INTEGER),
    faults: values.faults,
    v1Only: values['v1-only'] === true,
    entries: optional('entries', 99_999_999),
    databases:
      values['no-databases'] === true
        ? undefined
        : { contacts: optional('contacts', 1_000_000), messages: optional('messages', 1_000_000) },
    json: values.json === true,
    code: values.code,
  };
}

/** A whole number of the command line; throws `UsageError`. */
export function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most)
    throw new UsageError(`${name} is a whole number from 0 to ${most}.`);
  return value;
}
