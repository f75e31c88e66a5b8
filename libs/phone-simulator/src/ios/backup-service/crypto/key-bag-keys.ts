import { pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import {
  KeyBagError,
  readKeyBag,
  unwrapKey,
  wrapKey,
  WRAPPED_BY_PASSWORD,
  writeKeyBag,
  type KeyBag,
} from '@holdfast/phones/codecs';
import { newKey, type ClassKeys } from './class-keys.js';

const derive = promisify(pbkdf2);

/** Those of files (1 to 4) and of keychain items (6 to 11), as a backup's key bag has them. */
const CLASSES = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
/** No more than real phones ask for. */
const MOST_ITERATIONS = 10_000_000;
/** Of the second step, on a real phone. */
const SECOND_ITERATIONS = 10_000;

/** A key bag, and the keys in it. */
export interface OpenKeyBag {
  readonly bytes: Uint8Array;
  readonly classKeys: ClassKeys;
}

/** Makes a backup's key bag: new class keys behind a password. A real phone takes 10,000,000 iterations. */
export async function makeKeyBag(password: string, iterations: number): Promise<OpenKeyBag> {
  const bag = {
    salt: randomBytes(20),
    iterations: Math.min(SECOND_ITERATIONS, iterations),
    first: { salt: randomBytes(20), iterations },
  };
  const kek = await keyOf(password, bag);
  const classKeys = new Map(CLASSES.map((one) => [one, newKey()]));
  const classes = [...classKeys].map(([protectionClass, key]) => ({
    protectionClass,
    wrap: WRAPPED_BY_PASSWORD,
    key: wrapKey(kek, key),
  }));
  return { bytes: writeKeyBag({ ...bag, classes }, () => randomBytes(16)), classKeys };
}

/** The same bag, claiming to want other iterations than it was made with: 2^31 of them, say. */
export function claimIterations(bytes: Uint8Array, iterations: number): Uint8Array {
  const bag = readKeyBag(bytes);
  const first = { salt: bag.first?.salt ?? bag.salt, iterations };
  return writeKeyBag({ ...bag, first }, () => randomBytes(16));
}

/** Opens a key bag; `undefined` for a wrong password, for a bag that wants too much, and for what is no key bag. */
export async function openKeyBag(bytes: Uint8Array, password: string): Promise<ClassKeys | undefined> {
  let bag: KeyBag;
  try {
    bag = readKeyBag(bytes);
  } catch (error) {
    if (error instanceof KeyBagError) return undefined;
    throw error;
  }
  const counts = [bag.iterations, bag.first?.iterations ?? 1];
  if (counts.some((count) => count < 1 || count > MOST_ITERATIONS)) return undefined;
  const kek = await keyOf(password, bag);
  const classKeys = new Map<number, Uint8Array>();
  for (const { protectionClass, wrap, key } of bag.classes) {
    if ((wrap & WRAPPED_BY_PASSWORD) === 0) continue;
    const opened = unwrapKey(kek, key);
    if (opened === undefined) return undefined;
    classKeys.set(protectionClass, opened);
  }
  return classKeys;
}

async function keyOf(
  password: string,
  { first, salt, iterations }: Omit<KeyBag, 'classes'>,
): Promise<Buffer> {
  const begun =
    first === undefined ? password : await derive(password, first.salt, first.iterations, 32, 'sha256');
  return derive(begun, salt, iterations, 32, 'sha1');
}
