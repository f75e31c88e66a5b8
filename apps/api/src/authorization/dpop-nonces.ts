import { hkdfSync, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuthorizationKeys } from './authorization-keys.js';

const STEP_SECONDS = 60;
const AROUND = [-2, -1, 0, 1, 2];

/**
 * Nonces of DPoP proofs (RFC 9449, section 8), good for four to five minutes, the same in every process and at the token endpoint as
 * at `/agent/v1`: a client keeps one per origin. They follow from the minute, as those of oidc-provider do
 * (HKDF-SHA256, salt: the minute as 8 bytes, info: `DPoP`), and a test holds both to each other.
 */
@Injectable()
export class DpopNonces {
  private minute = -1;
  private good: readonly Buffer[] = [];
  private next = '';

  constructor(private readonly keys: AuthorizationKeys) {}

  /** The one to use from now on. */
  newest(): string {
    this.turn();
    return this.next;
  }

  isGood(nonce: string): boolean {
    this.turn();
    const given = Buffer.from(nonce, 'utf8');
    let found = false;
    for (const one of this.good) if (one.length === given.length && timingSafeEqual(one, given)) found = true;
    return found;
  }

  private turn(): void {
    const minute = Math.floor(Date.now() / 1000 / STEP_SECONDS);
    if (minute === this.minute) return;
    this.minute = minute;
    const texts = AROUND.map((offset) => this.of(minute + offset));
    this.good = texts.map((text) => Buffer.from(text, 'utf8'));
    this.next = texts[3] ?? '';
  }

  private of(minute: number): string {
    const salt = Buffer.alloc(8);
    salt.writeBigUInt64BE(BigInt(minute));
    return Buffer.from(hkdfSync('sha256', this.keys.nonces, salt, 'DPoP', 32)).toString('base64url');
  }
}
