import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals bytes for the database: AES-256-GCM, `nonce(12) ‖ ciphertext ‖ tag(16)`. `owner` (company and row) is associated
 * data, so what is copied to another company or row does not open. `key`: 32 bytes of `SecretKey.keyFor`.
 */
export const seal = (key: Uint8Array, owner: string, bytes: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
};

/** @throws Error when the key, the owner or a byte is another one; no retry helps */
export const openSealed = (key: Uint8Array, owner: string, sealed: Uint8Array): Buffer => {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
};
