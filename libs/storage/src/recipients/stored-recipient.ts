import { randomBytes } from 'node:crypto';
import type { ScryptCost } from '../crypto/password-key.js';
import { passwordKeyPair, SCRYPT_COST } from '../crypto/password-key.js';
import { recipientId, type StoredRecipient } from '../crypto/recipient.js';
import { recoveryCodeKeyPair } from '../crypto/recovery-code.js';
import type { Recipient } from '../repository/opening.js';
import { StorageError } from '../storage-error.js';

/** What is kept of a recipient: its public half. @throws StorageError `wrong-key` for words that are no recovery code */
export async function storedRecipient(recipient: Recipient): Promise<StoredRecipient> {
  if (recipient.kind === 'password') {
    const cost: ScryptCost = { salt: randomBytes(32), ...SCRYPT_COST };
    const { publicKey } = await passwordKeyPair(recipient.password, cost);
    return {
      role: 'password',
      id: recipientId('password', publicKey),
      publicKey: Buffer.from(publicKey),
      cost,
    };
  }
  if (recipient.kind === 'key') {
    const publicKey = Buffer.from(recipient.publicKey);
    const role = recipient.role ?? 'employee';
    return { role, id: recipientId(recipient.name, publicKey), publicKey };
  }
  const pair = recoveryCodeKeyPair(recipient.words);
  if (!pair) throw notARecoveryCode();
  return {
    role: 'recovery-code',
    id: recipientId('recovery-code', pair.publicKey),
    publicKey: Buffer.from(pair.publicKey),
  };
}

export const notARecoveryCode = (): StorageError =>
  new StorageError(
    'wrong-key',
    'These are not the 12 words of a recovery code. Check each word and their order; nothing was changed.',
  );
