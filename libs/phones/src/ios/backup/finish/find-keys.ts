import type { PhoneSecrets } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { openClassKey, type BackupManifest } from '../../format/backup-manifest.js';
import { unlockKeyBag, type ClassKeys } from '../../format/class-keys.js';
import { decodeIphoneSecrets, type IphoneSecrets } from '../../format/phone-secrets.js';
import { stopped } from '../link/link-faults.js';

/** What may open a backup: what its person gave now, and what opened the last one. */
export interface Known {
  readonly password?: string | undefined;
  readonly last?: PhoneSecrets | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What opens a sealed backup: the password that was given, else the one of the last snapshot, else that one's class keys
 * where the phone still has the same. `undefined`: nothing that is known opens it. Throws `SourceError`: `unreadable` for a
 * key bag that is none, or asks for more work than any phone does; `cancelled`.
 */
export async function findKeys(manifest: BackupManifest, known: Known): Promise<IphoneSecrets | undefined> {
  const last = lastSecrets(known.last);
  const lastFits = last !== undefined && opens(manifest, last.classKeys);
  // The same keys, and nothing new to be checked against them: seconds of work are spared.
  if (lastFits && (known.password === undefined || known.password === last.password)) return last;
  for (const password of new Set([known.password, last?.password])) {
    if (password === undefined) continue;
    const classKeys = await unlocked(manifest, password, known.signal);
    if (classKeys !== undefined) return { password, classKeys };
  }
  return lastFits ? last : undefined;
}

async function unlocked(
  { keyBag }: BackupManifest,
  password: string,
  signal: AbortSignal | undefined,
): Promise<ClassKeys | undefined> {
  if (keyBag === undefined) return undefined;
  try {
    return await unlockKeyBag(keyBag, password, signal);
  } catch (error) {
    if (signal?.aborted === true) throw stopped(error);
    if (error instanceof SourceError && error.causeClass === 'iphone-password-unknown') return undefined;
    throw error;
  }
}

const opens = ({ manifestKey }: BackupManifest, keys: ClassKeys): boolean =>
  manifestKey !== undefined && openClassKey(manifestKey, keys) !== undefined;

/** Of another version of Holdfast: as if there were none. */
function lastSecrets(secrets: PhoneSecrets | undefined): IphoneSecrets | undefined {
  try {
    return secrets === undefined ? undefined : decodeIphoneSecrets(secrets);
  } catch (error) {
    if (error instanceof SourceError) return undefined;
    throw error;
  }
}
