import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneSecrets } from '@holdfast/contracts';
import type { ClassKeys } from './class-keys.js';

/** What a snapshot's root keeps, so that everything in it opens with the repository alone. */
export interface IphoneSecrets {
  /** Absent where the phone's person declined that it is kept. */
  readonly password?: string;
  readonly classKeys: ClassKeys;
}

const VERSION = 1;
const MOST_CLASSES = 64;
const MOST_PASSWORD = 1024;

/** JSON: `{"v":1,"password":…,"classKeys":{"3":"base64",…}}`. */
export function encodeIphoneSecrets({ password, classKeys }: IphoneSecrets): PhoneSecrets {
  const keys = [...classKeys].map(([one, key]) => [one, Buffer.from(key).toString('base64')]);
  return new TextEncoder().encode(
    JSON.stringify({ v: VERSION, password, classKeys: Object.fromEntries(keys) }),
  );
}

/** Throws `SourceError` `unreadable` for what this version did not write. */
export function decodeIphoneSecrets(bytes: PhoneSecrets): IphoneSecrets {
  let read: { v?: unknown; password?: unknown; classKeys?: unknown };
  try {
    read = JSON.parse(Buffer.from(bytes).toString('utf8')) as typeof read;
  } catch (error) {
    throw unreadable(error);
  }
  if (typeof read !== 'object' || read === null || read.v !== VERSION) throw unreadable();
  const { password, classKeys } = read;
  const isPassword =
    password === undefined || (typeof password === 'string' && password.length <= MOST_PASSWORD);
  if (!isPassword || typeof classKeys !== 'object' || classKeys === null) throw unreadable();
  const entries = Object.entries(classKeys as Record<string, unknown>);
  if (entries.length > MOST_CLASSES) throw unreadable();
  const keys = new Map(entries.map(([one, key]) => [Number(one), keyOf(key)]));
  return { ...(password === undefined ? {} : { password: password as string }), classKeys: keys };
}

/** The class keys of a snapshot's secrets. */
export const classKeysOf = (secrets: PhoneSecrets): ClassKeys => decodeIphoneSecrets(secrets).classKeys;

function keyOf(value: unknown): Uint8Array {
  const key = typeof value === 'string' ? Buffer.from(value, 'base64') : Buffer.alloc(0);
  if (key.length !== 32) throw unreadable();
  return Uint8Array.from(key);
}

const unreadable = (cause?: unknown): SourceError =>
  new SourceError(
    'unreadable',
    "What opens the iPhone's files in this snapshot cannot be read by this version.",
    {
      cause,
    },
  );
