import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { SourceError } from '@holdfast/contracts/sources';

/**
 * This OS user's adb key (RSA-2048, PKCS#8 PEM, as adb's own `adbkey`), made with mode 0600 when there is none.
 * Two processes that make it at once end up with the same key. Throws `SourceError` `internal` for a file that is no such key.
 */
export async function loadOrMakeKey(file: string): Promise<KeyObject> {
  return (await loadKey(file)) ?? makeKey(file);
}

/** The key, or `undefined` when there is none yet. */
export async function loadKey(file: string): Promise<KeyObject | undefined> {
  let pem: string;
  try {
    pem = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw keyTrouble(file, error);
  }
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'rsa' && key.asymmetricKeyDetails?.modulusLength === 2048) return key;
  } catch (error) {
    throw keyTrouble(file, error);
  }
  throw keyTrouble(file, new Error('not RSA-2048'));
}

async function makeKey(file: string): Promise<KeyObject> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const draft = `${file}.${process.pid}.${Date.now()}.new`;
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(privateKey.export({ type: 'pkcs8', format: 'pem' }));
      await handle.sync();
    } finally {
      await handle.close();
    }
    // link, unlike rename, does not replace the key that another process has just made.
    await link(draft, file).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  } catch (error) {
    throw keyTrouble(file, error);
  } finally {
    await rm(draft, { force: true });
  }
  return (await loadKey(file)) ?? privateKey;
}

function keyTrouble(file: string, cause: unknown): SourceError {
  return new SourceError(
    'internal',
    `The adb key ${file} cannot be used. Move it away to have a new one made; phones will then ask once more to be allowed.`,
    { cause },
  );
}
