import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { usage } from '../../faults/fault.js';
import { fingerprintOf } from './anchor-check.js';

const FINGERPRINT = /^[0-9a-f]{64}$/;
const RAW = /^[A-Za-z0-9+/]{43}=$/;

/** Fingerprints of the keys that a person kept: written out, or in a file as fingerprint, base64 or PEM. */
export async function givenKeys(given: readonly string[]): Promise<Set<string>> {
  return new Set(await Promise.all(given.map(fingerprint)));
}

async function fingerprint(given: string): Promise<string> {
  if (FINGERPRINT.test(given)) return given;
  const text = (await readFile(given, 'utf8').catch(() => '')).trim();
  if (FINGERPRINT.test(text)) return text;
  if (RAW.test(text)) return fingerprintOf(text);
  try {
    const key = createPublicKey(text);
    if (key.asymmetricKeyType === 'ed25519')
      return fingerprintOf(key.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64'));
  } catch {
    // Told below: neither is it a key of another kind.
  }
  throw usage(
    `--public-key ${given} is neither a fingerprint nor a file with an Ed25519 public key.`,
    'A fingerprint is 64 hexadecimal digits; the page Audit of the console shows it.',
  );
}
