import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { recoveryCodeKeyPair } from '@holdfast/storage';

/**
 * Says which repository a recovery code is of, so that nobody without the code could have said it: HMAC-SHA256 of the
 * repository's identity under a key of the code's private key. base64, 32 bytes. The control plane keeps it.
 */
export function recoverySeal(words: string, identity: Uint8Array): string {
  const pair = recoveryCodeKeyPair(words);
  if (!pair) throw new Error('no recovery code');
  const key = hkdfSync('sha256', pair.privateKey, Buffer.alloc(0), 'holdfast/recovery seal', 32);
  return createHmac('sha256', Buffer.from(key)).update(identity).digest('base64');
}

/** Whether whoever made the seal had this code, and meant this repository. */
export function isSealOf(seal: string, words: string, identity: Uint8Array): boolean {
  const given = Buffer.from(seal, 'base64');
  const expected = Buffer.from(recoverySeal(words, identity), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
