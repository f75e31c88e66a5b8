import { createPublicKey, type KeyObject } from 'node:crypto';

const MODULUS_BYTES = 256;
const KEY_BYTES = 4 + 4 + MODULUS_BYTES + MODULUS_BYTES + 4;
const WORD = 1n << 32n;

/**
 * An RSA-2048 public key in Android's format: `u32 words=64 ‖ u32 n0inv ‖ modulus(256) ‖ R² mod n (256) ‖ u32 exponent`,
 * little-endian, as base64 followed by a space, a name and a NUL (AOSP `libcrypto_utils/android_pubkey.cpp`).
 * Throws `RangeError` for a key that is not RSA-2048.
 */
export function encodeAdbPublicKey(key: KeyObject, name: string): Buffer {
  const jwk = (key.type === 'private' ? createPublicKey(key) : key).export({ format: 'jwk' });
  const modulus = Buffer.from(jwk.n ?? '', 'base64url');
  if (modulus.length !== MODULUS_BYTES) throw new RangeError('adb keys are RSA with 2,048 bits');
  const n = BigInt(`0x${modulus.toString('hex')}`);
  const bytes = Buffer.alloc(KEY_BYTES);
  bytes.writeUInt32LE(MODULUS_BYTES / 4, 0);
  bytes.writeUInt32LE(Number((WORD - inverse(n % WORD)) % WORD), 4);
  writeLittleEndian(bytes, 8, n);
  writeLittleEndian(bytes, 8 + MODULUS_BYTES, (1n << 4096n) % n);
  bytes.writeUInt32LE(Number(`0x${Buffer.from(jwk.e ?? '', 'base64url').toString('hex')}`), KEY_BYTES - 4);
  return Buffer.from(`${bytes.toString('base64')} ${name}\0`, 'utf8');
}

/** Reads Android's public key format; throws `RangeError` for anything but RSA-2048. The derived fields are ignored, as Android does. */
export function decodeAdbPublicKey(payload: Uint8Array): { key: KeyObject; name: string } {
  const text = Buffer.from(payload.subarray(0, 4096)).toString('utf8').replace(/\0+$/, '');
  const space = text.indexOf(' ');
  const bytes = Buffer.from(space < 0 ? text : text.slice(0, space), 'base64');
  if (bytes.length !== KEY_BYTES || bytes.readUInt32LE(0) !== MODULUS_BYTES / 4) {
    throw new RangeError('not an adb public key');
  }
  const modulus = Buffer.from(bytes.subarray(8, 8 + MODULUS_BYTES)).reverse();
  const exponent = Buffer.alloc(4);
  exponent.writeUInt32BE(bytes.readUInt32LE(KEY_BYTES - 4));
  const key = createPublicKey({
    format: 'jwk',
    key: { kty: 'RSA', n: modulus.toString('base64url'), e: exponent.subarray(1).toString('base64url') },
  });
  return { key, name: space < 0 ? '' : text.slice(space + 1) };
}

/** Inverse of an odd number modulo 2^32, by Newton's iteration (doubles the correct bits each time). */
function inverse(odd: bigint): bigint {
  let x = odd;
  for (let bits = 3; bits < 32; bits *= 2) x = (((x * (2n - odd * x)) % WORD) + WORD) % WORD;
  return x;
}

function writeLittleEndian(target: Buffer, offset: number, value: bigint): void {
  const hex = value.toString(16).padStart(MODULUS_BYTES * 2, '0');
  target.set(Buffer.from(hex, 'hex').reverse(), offset);
}
