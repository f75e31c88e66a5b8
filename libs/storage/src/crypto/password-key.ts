import { scrypt } from 'node:crypto';
import { damaged } from '../format/damaged.js';
import type { KeyPair } from './key-pair.js';
import { keyPairOf } from './key-pair.js';

/** Stored beside each password's wrap, so that later releases may raise them. */
export interface ScryptCost {
  readonly salt: Uint8Array;
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** OWASP's recommendation of 2025 for scrypt: 128 MiB for the moment of opening. */
export const SCRYPT_COST = { logN: 17, r: 8, p: 1 } as const;

const MAX_MEMORY = 256 * 1024 * 1024;

/**
 * password → scrypt (RFC 7914) → X25519. A stored cost outside of 2^10…2^18, r ≤ 8, p ≤ 4 is refused before any
 * memory is taken. @throws StorageError `object-altered`
 */
export async function passwordKeyPair(password: Uint8Array, cost: ScryptCost): Promise<KeyPair> {
  const { salt, logN, r, p } = cost;
  if (logN < 10 || logN > 18 || r < 1 || r > 8 || p < 1 || p > 4)
    throw damaged('A wrap (its scrypt parameters)');
  const options = { N: 2 ** logN, r, p, maxmem: MAX_MEMORY + 32 * 1024 * 1024 };
  const seed = await new Promise<Buffer>((resolve, reject) =>
    scrypt(password, salt, 32, options, (error, key) => (error ? reject(error) : resolve(key))),
  );
  return keyPairOf(seed);
}
