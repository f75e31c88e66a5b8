import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { SourceError } from '@holdfast/contracts/sources';
import { KeyBagError, readKeyBag, WRAPPED_BY_PASSWORD, type KeyBag } from '../../codecs/ios/key-bag.js';
import { unwrapKey } from '../../codecs/ios/key-wrap.js';

/** Protection class → its key of 32 bytes: opens every file of one backup, and says nothing of the password. */
export type ClassKeys = ReadonlyMap<number, Uint8Array>;

const derive = promisify(pbkdf2);
/** iPhones ask for 10,000,000 and 10,000 (measured 2026-11-22: 2 to 3 s); a bag that asks for more wants the time. */
const MOST_FIRST_ROUNDS = 20_000_000;
const MOST_ROUNDS = 1_000_000;

/**
 * Opens the class keys of a key bag with the phone's backup password: PBKDF2-SHA256 (since iOS 10.2) and PBKDF2-SHA1, off the
 * main thread, then RFC 3394. Throws `SourceError`: `iphone-password-unknown` where it is not the password (another may be),
 * `unreadable` for what is no key bag or asks for more rounds than any phone does.
 */
export async function unlockKeyBag(
  bytes: Uint8Array,
  password: string,
  signal?: AbortSignal,
): Promise<ClassKeys> {
  const bag = keyBagOf(bytes);
  const under = await passwordKey(bag, password, signal);
  const keys = new Map<number, Uint8Array>();
  for (const { protectionClass, wrap, key } of bag.classes) {
    if ((wrap & WRAPPED_BY_PASSWORD) === 0) continue;
    const opened = unwrapKey(under, key);
    if (!opened) throw wrongPassword();
    keys.set(protectionClass, Uint8Array.from(opened));
  }
  if (keys.size === 0) throw notUsable('it holds no key that a password opens');
  return keys;
}

async function passwordKey(bag: KeyBag, password: string, signal: AbortSignal | undefined): Promise<Buffer> {
  const { first, salt, iterations } = bag;
  if (!isBounded(first?.iterations ?? 1, MOST_FIRST_ROUNDS) || !isBounded(iterations, MOST_ROUNDS))
    throw notUsable('it asks for more rounds than any phone does');
  // A run of native code cannot be stopped; whoever gave up does not wait for it.
  const stopped = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
  stopped.catch(() => undefined);
  signal?.throwIfAborted();
  const given = Buffer.from(password, 'utf8');
  const second = first
    ? await Promise.race([derive(given, first.salt, first.iterations, 32, 'sha256'), stopped])
    : given;
  return Promise.race([derive(second, salt, iterations, 32, 'sha1'), stopped]);
}

const isBounded = (rounds: number, most: number): boolean => rounds >= 1 && rounds <= most;

function keyBagOf(bytes: Uint8Array): KeyBag {
  try {
    return readKeyBag(bytes);
  } catch (error) {
    if (error instanceof KeyBagError) throw notUsable('it is damaged', error);
    throw error;
  }
}

const notUsable = (why: string, cause?: unknown): SourceError =>
  new SourceError('unreadable', `The key bag of the iPhone's backup cannot be used: ${why}.`, { cause });

const wrongPassword = (): SourceError =>
  new SourceError(
    'iphone-password-unknown',
    "This is not the password of this iPhone's backups. It was set on the iPhone, in Finder or iTunes, perhaps years ago, and is not " +
      'its passcode.',
  );
