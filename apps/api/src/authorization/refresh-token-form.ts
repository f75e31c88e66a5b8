import { randomBytes } from 'node:crypto';
import { tokenHash } from '../entry/index.js';

const HASH_LENGTH = 43;
const FORM = /^[\w-]{86}$/;

/**
 * A new refresh token: the hash of its grant's id, then 256 random bits, both base64url. By the first half one that was
 * used and forgotten is still known as one of its grant: a laptop that comes back after weeks finds out that somebody went
 * on in its place, and nothing is kept for each of the thousands of tokens in between. The half is no secret: whoever makes
 * one up has no key to go with it.
 */
export const newRefreshToken = (grantId: string): string =>
  tokenHash(grantId).toString('base64url') + randomBytes(32).toString('base64url');

/** The hash of the grant's id; undefined for what is none of these tokens. */
export const grantHashOf = (token: string): Buffer | undefined =>
  FORM.test(token) ? Buffer.from(token.slice(0, HASH_LENGTH), 'base64url') : undefined;
