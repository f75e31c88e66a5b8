import { createPublicKey, diffieHellman, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** What stands before the 32 bytes of an X25519 public key (RFC 8410, section 4). */
const SPKI = Buffer.from('302a300506032b656e032100', 'hex');

/** 32 bytes as a key; whether it is one that a secret can be shared with is not looked at. */
const keyObject = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });

/** A new pair for one exchange, its public half in 32 bytes. */
export const ephemeralPair = (): { readonly publicKey: Buffer; readonly privateKey: KeyObject } => {
  const { publicKey, privateKey } = generateKeyPairSync('x25519');
  return { publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI.length), privateKey };
};

/** The shared secret, 32 bytes (RFC 7748, section 6.1). Throws for a point of low order: the secret would be no secret. */
export const sharedSecret = (privateKey: KeyObject, raw: Uint8Array): Buffer =>
  diffieHellman({ privateKey, publicKey: keyObject(raw) });

/** Base64 of 32 bytes that something can be sealed to; undefined for anything else, points of low order among it. */
export const usablePublicKey = (base64: string): Buffer | undefined => {
  const raw = Buffer.from(base64, 'base64');
  if (raw.length !== 32 || raw.toString('base64') !== base64) return undefined;
  try {
    sharedSecret(ephemeralPair().privateKey, raw);
    return raw;
  } catch {
    return undefined;
  }
};
