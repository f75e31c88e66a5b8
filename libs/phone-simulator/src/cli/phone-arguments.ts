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
  /** The six digits under which it pairs; `undefined` where wireless debugging is off. */
  readonly code: string | undefined;
}

/** The command line cannot be understood; the message says how it is written. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const USAGE =
  'Usage: phone android --root DIR [--port 5655] [--serial S] [--model M] [--auth allow|ask|none] [--seed N] [--wireless --code DIGITS] [--json]\n\n' +
  "  --root DIR   the directory that is the phone's /sdcard (made when missing)\n" +
  '  --port N     TCP port on 127.0.0.1; 0 takes a free one\n' +
  '  --auth       allow: asks for a new computer and taps Allow by itself after 300 ms (default);\n' +
  '               ask: waits for the line "allow" on standard input, or SIGUSR1; none: lets anybody in\n' +
  "  --seed N     fills DIR with a small phone's contents if it is empty\n" +
  '  --wireless   wireless debugging: TLS, and only for computers that paired with the six digits of --code\n' +
  '  --json       one JSON object a line\n\n' +
  'On standard input: allow, unplug, plug. Stop it with Ctrl-C.\n';

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
  return {
    port: wholeNumber('--port', values.port ?? '5655', 65_535),
    root: values.root,
    serial: values.serial,
    model: values.model,
    auth,
    seed: values.seed === undefined ? undefined : wholeNumber('--seed', values.seed, Number.MAX_SAFE_INTEGER),
    json: values.json === true,
    code: values.code,
  };
}

function wholeNumber(name: string, text: string, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > most)
    throw new UsageError(`${name} is a whole number from 0 to ${most}.`);
  return value;
}
