import { createHash, randomBytes } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { Fault } from '../faults/fault.js';
import type { SecretStore } from './secret-store.js';

const SERVICE = 'Holdfast';
/** A keychain that is locked may ask its person first. Each call on the bus ends after two seconds by itself. */
const PATIENCE_MS = 30_000;
const PROBE_PATIENCE_MS = 10_000;

/**
 * The Secret Service and nothing else on Linux: without one the library would take the kernel's keyring, which forgets
 * everything at the next start of the computer.
 */
const OPTIONS = { linux: { store: 'secret-service' } } as const;

type Library = typeof import('@napi-rs/keyring');

/** Native and optional: where there is none for this system, there is no keychain. */
const library = (): Promise<Library | undefined> => import('@napi-rs/keyring').catch(() => undefined);

/** The OS keychain's entry for one state folder: two folders never share one. */
export function keychainStore(stateFolder: string): SecretStore {
  const account = createHash('sha256').update(realpathSync(stateFolder)).digest('hex').slice(0, 32);
  return {
    kind: 'keychain',
    read: () =>
      inTime(PATIENCE_MS, async () => {
        const secret = await (await entry(account)).getSecret();
        return secret ? Buffer.from(secret).toString('utf8') : undefined;
      }).catch(unavailable),
    write: (text) =>
      inTime(PATIENCE_MS, async () => (await entry(account)).setSecret(Buffer.from(text, 'utf8'))).catch(
        unavailable,
      ),
    remove: () =>
      inTime(PATIENCE_MS, async () => void (await (await entry(account)).deleteCredential())).catch(
        unavailable,
      ),
  };
}

/** Whether this system has a keychain that keeps what it is given: something is written, read back and deleted. */
export async function keychainWorks(): Promise<boolean> {
  const written = randomBytes(32);
  try {
    return await inTime(PROBE_PATIENCE_MS, async () => {
      const probe = await entry(`probe-${randomBytes(8).toString('hex')}`);
      await probe.setSecret(written);
      const read = await probe.getSecret();
      await probe.deleteCredential();
      return read !== null && Buffer.from(read).equals(written);
    });
  } catch {
    return false;
  }
}

async function entry(account: string) {
  const keyring = await library();
  if (!keyring) throw new Error('there is no keychain for this system');
  return new keyring.AsyncEntry(SERVICE, account, OPTIONS);
}

async function inTime<T>(patience: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it does not answer')), patience);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}

function unavailable(error: unknown): never {
  throw new Fault(
    'credential-refused',
    {
      what: `The keychain of this computer, which keeps the secrets of this enrolment, cannot be used now: ${(error as Error).message}`,
      holds: 'Nothing was changed; the secrets stay where they are.',
      next: 'Sign in to your desktop and unlock the keychain, then run the same command again.',
    },
    { cause: error },
  );
}
