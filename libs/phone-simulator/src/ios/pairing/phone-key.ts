import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { StateFolder } from '../state-folder.js';

const FILE = 'phone-key.pem';

/** The phone's own RSA key (2048 bits), made once: it never leaves the phone. */
export async function phoneKey(state: StateFolder): Promise<KeyObject> {
  const kept = await state.read(FILE);
  if (kept !== undefined) return createPrivateKey(kept);
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  await state.write(FILE, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  return privateKey;
}

/** Its public half as lockdown tells it (`DevicePublicKey`): PKCS #1, PEM. */
export function publicKeyOf(key: KeyObject): Buffer {
  return Buffer.from(createPublicKey(key).export({ format: 'pem', type: 'pkcs1' }));
}
