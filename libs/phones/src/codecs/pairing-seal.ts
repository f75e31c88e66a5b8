import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

const INFO = 'adb pairing_auth aes-128-gcm key';
const CIPHER = 'aes-128-gcm';
const KEY_BYTES = 16;
const NONCE_BYTES = 12;
export const SEAL_TAG_BYTES = 16;

/** What was sealed does not open: another key, so another code, or altered on the way. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/**
 * AES-128-GCM between two ends that share a SPAKE2 key (AOSP `pairing_auth/aes_128_gcm.cpp`): the key by HKDF-SHA-256
 * without salt, the nonce a 64-bit little-endian count of each direction and four zeros, the 16-byte tag at the end.
 */
export class PairingSeal {
  private readonly key: KeyObject;
  private sealed = 0n;
  private opened = 0n;

  constructor(sharedKey: Uint8Array) {
    this.key = createSecretKey(Buffer.from(hkdfSync('sha256', sharedKey, Buffer.alloc(0), INFO, KEY_BYTES)));
  }

  seal(plain: Uint8Array): Buffer {
    const cipher = createCipheriv(CIPHER, this.key, nonce(this.sealed));
    this.sealed += 1n;
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  }

  /** Throws `SealBroken`. */
  open(sealed: Uint8Array): Buffer {
    if (sealed.length < SEAL_TAG_BYTES) throw new SealBroken('shorter than its tag');
    const end = sealed.length - SEAL_TAG_BYTES;
    const decipher = createDecipheriv(CIPHER, this.key, nonce(this.opened), {
      authTagLength: SEAL_TAG_BYTES,
    });
    decipher.setAuthTag(sealed.subarray(end));
    try {
      const plain = Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
      this.opened += 1n;
      return plain;
    } catch (cause) {
      throw new SealBroken('not sealed with this key', { cause });
    }
  }
}

function nonce(count: bigint): Buffer {
  const bytes = Buffer.alloc(NONCE_BYTES);
  bytes.writeBigUInt64LE(count);
  return bytes;
}
