import { createHmac, hkdfSync } from 'node:crypto';

/**
 * The installation's secret, 32 bytes: every use takes its own key from it, so that no two uses share one.
 * Losing it means: stored S3 credentials cannot be opened and break-glass accounts are not found by e-mail address.
 */
export class SecretKey {
  readonly #secret: Buffer;
  /** Purposes are few, named in the code; deriving one costs as much as a query. */
  readonly #derived = new Map<string, Buffer>();

  constructor(hex: string) {
    if (!/^[0-9a-f]{64}$/.test(hex)) throw new Error('The secret key must be 64 hexadecimal digits');
    this.#secret = Buffer.from(hex, 'hex');
  }

  /** A 32-byte key for one purpose (HKDF-SHA256, RFC 5869; `purpose` is the info). */
  keyFor(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#secret, Buffer.alloc(0), `holdfast/${purpose}`, 32));
  }

  /** HMAC-SHA256 of a text under the key of a purpose: a lookup key that a reader of the database cannot guess. */
  keyedHash(purpose: string, text: string): Buffer {
    let key = this.#derived.get(purpose);
    if (!key) this.#derived.set(purpose, (key = this.keyFor(purpose)));
    return createHmac('sha256', key).update(text).digest();
  }

  /** Never printed, whoever logs it. */
  toJSON(): string {
    return '[secret]';
  }
}
