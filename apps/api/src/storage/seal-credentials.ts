import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface BucketCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/**
 * Seals a bucket's credentials for the database: AES-256-GCM, `nonce(12) ‖ ciphertext ‖ tag(16)`. `owner` (company and
 * location) is associated data, so a row copied to another company or location does not open.
 */
export function sealCredentials(key: Uint8Array, owner: string, credentials: BucketCredentials): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(credentials)), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]);
}

/** @throws Error when the key, the owner or a byte is another one; no retry helps */
export function openCredentials(key: Uint8Array, owner: string, sealed: Uint8Array): BucketCredentials {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as BucketCredentials;
}
