import { createPrivateKey, createPublicKey } from 'node:crypto';

/** RFC 8410, section 7: what stands before the 32 bytes of an X25519 private key in PKCS #8. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The public half (32 bytes) of an X25519 private key (base64, 32 bytes). */
export function publicKeyOf(privateKey: string): Uint8Array {
  const key = createPrivateKey({
    key: Buffer.concat([PKCS8_HEAD, Buffer.from(privateKey, 'base64')]),
    format: 'der',
    type: 'pkcs8',
  });
  const jwk = createPublicKey(key).export({ format: 'jwk' });
  return new Uint8Array(Buffer.from(jwk.x ?? '', 'base64url'));
}
