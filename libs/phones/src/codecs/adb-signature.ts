import { constants, privateEncrypt, publicDecrypt, timingSafeEqual, type KeyObject } from 'node:crypto';

export const TOKEN_BYTES = 20;
/** ASN.1 `DigestInfo` of SHA-1: the token is signed as if it were a digest already (AOSP `adb_auth_host.cpp`). */
const SHA1_DIGEST_INFO = Buffer.from('3021300906052b0e03021a05000414', 'hex');

/** PKCS#1 v1.5 signature (256 bytes) of a phone's 20-byte token. */
export function signAdbToken(privateKey: KeyObject, token: Uint8Array): Buffer {
  if (token.length !== TOKEN_BYTES) throw new RangeError('an adb token is 20 bytes');
  const padding = constants.RSA_PKCS1_PADDING;
  return privateEncrypt({ key: privateKey, padding }, Buffer.concat([SHA1_DIGEST_INFO, token]));
}

/** Whether `signature` is `publicKey`'s over `token`; a malformed one is just wrong. */
export function adbSignatureFits(publicKey: KeyObject, token: Uint8Array, signature: Uint8Array): boolean {
  const expected = Buffer.concat([SHA1_DIGEST_INFO, token]);
  try {
    const padding = constants.RSA_PKCS1_PADDING;
    const signed = publicDecrypt({ key: publicKey, padding }, Buffer.from(signature));
    return signed.length === expected.length && timingSafeEqual(signed, expected);
  } catch {
    return false;
  }
}
