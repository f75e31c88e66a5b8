import { isRecoveryCode, keyPairOf, newKeyPair, newRecoveryCode } from '@holdfast/storage';
import type { KeyPair } from '@holdfast/storage';
import { existsSync } from 'node:fs';
import { usage } from '../faults/fault.js';
import { keyFileText, readKeyFile } from './key-file.js';
import { writeNewSecret } from './new-secret-file.js';
import { readSecret } from './secret-files.js';

/** What a file holds, and whether it was there before: then it is of a call that was cut off, which goes on with it. */
export interface MadeSecret<T> {
  readonly secret: T;
  readonly wasThere: boolean;
}

/** Makes a recovery code and writes it to `path`, or takes the one that is there. @throws Fault `usage` */
export async function madeRecoveryCode(path: string): Promise<MadeSecret<string>> {
  if (existsSync(path)) {
    const words = (await readSecret(path, 'recovery code')).toString('utf8').trim();
    if (!isRecoveryCode(words)) throw isSomethingElse(path, 'recovery code');
    return { secret: words, wasThere: true };
  }
  const words = newRecoveryCode();
  await writeNewSecret(path, `${words}\n`, 'The recovery code');
  return { secret: words, wasThere: false };
}

/** Makes a key and writes its private half to `path`, or takes the one that is there. @throws Fault `usage` */
export async function madeKey(path: string): Promise<MadeSecret<KeyPair>> {
  if (existsSync(path)) return { secret: keyPairOf(await readKeyFile(path)), wasThere: true };
  const pair = newKeyPair();
  await writeNewSecret(path, keyFileText(pair), 'The key');
  return { secret: pair, wasThere: false };
}

const isSomethingElse = (path: string, what: string): Error =>
  usage(`${path} is there already, is no ${what} and is not overwritten.`, 'Name a new file.');
