import { createPrivateKey, createPublicKey, diffieHellman, randomBytes } from 'node:crypto';

/** X25519 (RFC 7748), raw 32-byte keys. */
export interface KeyPair {
  readonly publicKey: Uint8Array;
  readonly privateKey: Uint8Array;
}

// RFC 8410: the fixed DER that stands before the 32 bytes of a key.
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI = Buffer.from('302a300506032b656e032100', 'hex');

function privateObject(privateKey: Uint8Array) {
  if (privateKey.length !== 32) throw new RangeError('an X25519 private key has 32 bytes');
  return createPrivateKey({ key: Buffer.concat([PKCS8, privateKey]), format: 'der', type: 'pkcs8' });
}

function publicObject(publicKey: Uint8Array) {
  if (publicKey.length !== 32) throw new RangeError('an X25519 public key has 32 bytes');
  return createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
}

/** The pair that belongs to a private key: any 32 bytes are one (RFC 7748 section 5 clamps them). */
export function keyPairOf(privateKey: Uint8Array): KeyPair {
  const der = createPublicKey(privateObject(privateKey)).export({ format: 'der', type: 'spki' });
  return { privateKey: Buffer.from(privateKey), publicKey: Buffer.from(der.subarray(SPKI.length)) };
}

/** A fresh pair from the system's randomness: for a workstation, an agent's service, a company. */
export function newKeyPair(): KeyPair {
  return keyPairOf(randomBytes(32));
}

/** X25519; throws on a public key of low order, whose secret everybody would know. */
export function sharedSecret(privateKey: Uint8Array, publicKey: Uint8Array): Buffer {
  return diffieHellman({ privateKey: privateObject(privateKey), publicKey: publicObject(publicKey) });
}
