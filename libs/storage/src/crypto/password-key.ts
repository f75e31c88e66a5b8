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

/**
 * One of OWASP's equal recommendations of 2025 for scrypt, the one with five passes over 16 MiB instead of one over 128:
 * an agent's memory has a bound, opening is a part of it, and less memory is faster filled for whoever has the password.
 */
export const SCRYPT_COST = { logN: 14, r: 8, p: 5 } as const;

const MAX_MEMORY = 256 * 1024 * 1024;
/** N·p: some seconds of work, whatever a wrap says. */
const MOST_PASSES = 2 ** 20;

/** What a wrap may ask of this computer: N from 2^10 to 2^18, r ≤ 8, p ≤ 16, N·p ≤ 2^20, so 256 MiB at the most. */
export function isBoundedCost({ logN, r, p }: ScryptCost): boolean {
  const isEach = logN >= 10 && logN <= 18 && r >= 1 && r <= 8 && p >= 1 && p <= 16;
  return isEach && 2 ** logN * p <= MOST_PASSES;
}

/**
 * password → scrypt (RFC 7914) → X25519. A stored cost out of bounds is refused before any memory is taken.
 * @throws StorageError `object-altered`
 */
export async function passwordKeyPair(password: Uint8Array, cost: ScryptCost): Promise<KeyPair> {
  const { salt, logN, r, p } = cost;
  if (!isBoundedCost(cost)) throw damaged('A wrap (its scrypt parameters)');
  const options = { N: 2 ** logN, r, p, maxmem: MAX_MEMORY + 32 * 1024 * 1024 };
  const seed = await new Promise<Buffer>((resolve, reject) =>
    scrypt(password, salt, 32, options, (error, key) => (error ? reject(error) : resolve(key))),
  );
  return keyPairOf(seed);
}
