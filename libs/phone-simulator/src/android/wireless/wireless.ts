import { createHash, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

/** How a simulated phone is to offer wireless debugging. */
export interface WirelessOptions {
  /** The six digits that it shows. */
  readonly code: string;
  /** TCP port on loopback; 0 takes a free one. */
  readonly pairingPort?: number;
}

/** A new key at each start of the phone, as adbd makes one. */
export async function makePhoneKey(): Promise<KeyObject> {
  return (await promisify(generateKeyPair)('rsa', { modulusLength: 2048 })).privateKey;
}

/** `adb-SERIAL-RANDOM`, as AOSP's phones call themselves; here the last part follows from the serial. */
export function phoneGuid(serial: string): string {
  return `adb-${serial}-${createHash('sha256').update(serial).digest('base64url').slice(0, 6)}`;
}
