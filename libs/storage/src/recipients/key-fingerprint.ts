import { createHash } from 'node:crypto';

/**
 * What people compare of a public key: the first 20 hex digits of its SHA-256, in groups of four. Both the statement and the
 * workstation that checks it call a company's key by it.
 */
export const keyFingerprint = (publicKey: Uint8Array): string =>
  createHash('sha256')
    .update(publicKey)
    .digest('hex')
    .slice(0, 20)
    .replace(/(.{4})(?=.)/g, '$1 ');
