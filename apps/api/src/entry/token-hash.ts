import { createHash, randomBytes } from 'node:crypto';

/** SHA-256 of a token: what the entry tables are keyed by. The token itself is nowhere in the database. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token, 'utf8').digest();

/** A token that cannot be guessed: a prefix that tells what it is, then random bytes as base64url. */
export const newToken = (prefix: string, bytes: number): string =>
  `${prefix}_${randomBytes(bytes).toString('base64url')}`;
