import { createHmac, createPrivateKey, createPublicKey, diffieHellman, hkdfSync } from 'node:crypto';
import { recoveryCodeKeyPair } from '@holdfast/storage';
import { Fault } from '../faults/fault.js';

/** What stands before the 32 bytes of a key (RFC 8410, section 7, and SubjectPublicKeyInfo). */
const PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI = Buffer.from('302a300506032b656e032100', 'hex');

export interface Challenge {
  readonly challenge: string;
  /** base64, X25519, 32 bytes: made for this one challenge. */
  readonly publicKey: string;
}

/**
 * Answers that these words are at hand without saying them: HMAC-SHA256 of the challenge under a key of the X25519 secret that
 * the code's private key and the challenge's key share. base64, 32 bytes. docs/leaving.md, How the code is proven.
 * @throws Fault `wrong-key` for words that are no recovery code
 */
export function answerChallenge(words: string, { challenge, publicKey }: Challenge): string {
  const pair = recoveryCodeKeyPair(words);
  if (pair === undefined)
    throw new Fault('wrong-key', {
      what: 'These are not the twelve words of a recovery code.',
      holds: 'Nothing was asked for and nothing was changed.',
      next: 'Check each word and their order.',
    });
  const der = { format: 'der' } as const;
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8, pair.privateKey]),
    ...der,
    type: 'pkcs8',
  });
  const raw = Buffer.from(publicKey, 'base64');
  const theirs = createPublicKey({ key: Buffer.concat([SPKI, raw]), ...der, type: 'spki' });
  const shared = diffieHellman({ privateKey, publicKey: theirs });
  const key = hkdfSync('sha256', shared, Buffer.alloc(0), 'holdfast/recovery proof', 32);
  return createHmac('sha256', Buffer.from(key)).update(challenge).digest('base64');
}
