import { createCipheriv, createDecipheriv, type Cipheriv, type Decipheriv } from 'node:crypto';

const ALGORITHM = 'aes-256-cbc';
const IV = Buffer.alloc(16);

/** Seals a file's bytes, filled up to whole blocks of 16 (PKCS #7; what real phones fill up with is unconfirmed, readers cut it off). */
export const sealing = (key: Uint8Array): Cipheriv => createCipheriv(ALGORITHM, key, IV);

/** How long a file of so many bytes is once it is sealed. */
export const sealedSize = (bytes: number): number => (Math.floor(bytes / 16) + 1) * 16;

/** Opens what was sealed. What stands in the last block is left to who knows the size. */
export const opening = (key: Uint8Array): Decipheriv =>
  createDecipheriv(ALGORITHM, key, IV).setAutoPadding(false);

/** A database has whole pages, and is not filled up. */
export const sealingPages = (key: Uint8Array): Cipheriv =>
  createCipheriv(ALGORITHM, key, IV).setAutoPadding(false);
