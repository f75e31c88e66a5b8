import { hkdfSync } from 'node:crypto';

/** HKDF-SHA256 (RFC 5869). `info` carries the format number, so that no two formats ever share a key. */
export function hkdf(key: Uint8Array, salt: Uint8Array, purpose: string, length = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, `holdfast/1/${purpose}`, length));
}

export const NO_SALT = Buffer.alloc(0);
