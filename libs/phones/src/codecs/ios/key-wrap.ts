import { createCipheriv, createDecipheriv } from 'node:crypto';

/** RFC 3394 §2.2.3.1: what stands before a key when it is wrapped, and tells a wrong key when it is opened. */
const INITIAL_VALUE = Buffer.alloc(8, 0xa6);

/** Wraps a key (a multiple of eight bytes) under one of 32 bytes: RFC 3394, eight bytes longer. */
export function wrapKey(under: Uint8Array, key: Uint8Array): Buffer {
  const cipher = createCipheriv('id-aes256-wrap', under, INITIAL_VALUE);
  return Buffer.concat([cipher.update(key), cipher.final()]);
}

/** Undefined where `under` is not the key that it was wrapped with, or it is no wrapped key. */
export function unwrapKey(under: Uint8Array, wrapped: Uint8Array): Buffer | undefined {
  if (wrapped.length < 24 || wrapped.length % 8 !== 0) return undefined;
  try {
    const decipher = createDecipheriv('id-aes256-wrap', under, INITIAL_VALUE);
    return Buffer.concat([decipher.update(wrapped), decipher.final()]);
  } catch {
    // Of a wrong key OpenSSL says "unable to authenticate", or that data was added in the wrong state (Node 24).
    return undefined;
  }
}
