import type { KeyPair } from '@holdfast/storage';
import { usage } from '../faults/fault.js';
import { readSecret } from './secret-files.js';

const KEY_BYTES = 32;

/** A key file: two remarks for whoever finds it, then the X25519 private key in base64. */
export function keyFileText({ privateKey, publicKey }: KeyPair): string {
  return [
    '# Private key of a Holdfast repository. Whoever has this file opens what its recipient opens.',
    `# Its public key: ${publicKeyText(publicKey)}`,
    Buffer.from(privateKey).toString('base64'),
    '',
  ].join('\n');
}

export const publicKeyText = (publicKey: Uint8Array): string => Buffer.from(publicKey).toString('base64');

/** The private key of a key file; lines that begin with `#` do not matter. @throws Fault `usage` */
export async function readKeyFile(path: string): Promise<Uint8Array> {
  const lines = (await readSecret(path, 'key')).toString('utf8').split(/\r?\n/);
  const [key, ...more] = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const bytes = key === undefined || more.length > 0 ? undefined : keyOf(key);
  if (bytes === undefined)
    throw usage(`${path} is not a key file.`, 'Name a file that "holdfast keys add --new-key-file" wrote.');
  return bytes;
}

/** A public key as a person hands it on: 32 bytes in base64. @throws Fault `usage` */
export function parsePublicKey(text: string): Uint8Array {
  const bytes = keyOf(text.trim());
  // Seven points have order 8 or less; 0 and 1 are those that a person types.
  if (bytes === undefined || bytes.slice(1).every((byte) => byte === 0))
    throw usage(
      `"${text}" is not a public key.`,
      'Give the 44 characters that "holdfast keys add --new-key-file" printed, or 32 bytes in base64.',
    );
  return bytes;
}

function keyOf(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return undefined;
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  return bytes.length === KEY_BYTES ? bytes : undefined;
}
