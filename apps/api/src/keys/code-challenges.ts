import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { openSealed, seal, SecretKey } from '../configuration/index.js';
import { Entry } from '../entry/index.js';
import { ephemeralPair, sharedSecret } from './x25519.js';

const LIVES_MS = 5 * 60_000;
const SECRET_BYTES = 32;
const EXPIRY_BYTES = 8;

/** Who is asked, and what the answer is good for: an answer to one is none to another. */
export interface Asked {
  readonly companyId: string;
  readonly employeeId: string;
  readonly purpose: string;
}

/**
 * Proof that somebody holds a recovery code, without it leaving their computer: an X25519 exchange (RFC 7748) with the public
 * keys of the code. The answer is HMAC-SHA256 of the challenge under a key of the shared secret; what is expected is sealed
 * into the challenge, so nothing is kept until it is answered. Who has no code is asked too, and no answer is right.
 */
@Injectable()
export class CodeChallenges {
  private readonly key: Buffer;

  constructor(
    secret: SecretKey,
    private readonly entry: Entry,
  ) {
    this.key = secret.keyFor('challenges of recovery codes');
  }

  /** `codes`: public keys, the answer by any of which is right. */
  challenge(asked: Asked, codes: readonly Uint8Array[]): { challenge: string; publicKey: string } {
    const { publicKey, privateKey } = ephemeralPair();
    const shared = codes.map((code) => sharedSecret(privateKey, code));
    const expiry = Buffer.alloc(EXPIRY_BYTES);
    expiry.writeBigUInt64BE(BigInt(Date.now() + LIVES_MS));
    const inside = Buffer.concat([expiry, ...(shared.length > 0 ? shared : [randomBytes(SECRET_BYTES)])]);
    return {
      challenge: seal(this.key, nameOf(asked), inside).toString('base64url'),
      publicKey: publicKey.toString('base64'),
    };
  }

  /** True for the right answer, once. Joins the transaction of what it is good for. */
  async isAnswer(
    db: EntityManager,
    asked: Asked,
    given: { readonly challenge: string; readonly answer: string },
  ): Promise<boolean> {
    const inside = this.opened(asked, given.challenge);
    if (!inside) return false;
    const expiresAt = new Date(Number(inside.readBigUInt64BE(0)));
    const answer = Buffer.from(given.answer, 'base64');
    if (expiresAt <= new Date() || answer.length !== SECRET_BYTES) return false;
    let right = false;
    for (let at = EXPIRY_BYTES; at < inside.length; at += SECRET_BYTES) {
      const expected = answerTo(given.challenge, inside.subarray(at, at + SECRET_BYTES));
      if (timingSafeEqual(expected, answer)) right = true;
    }
    return right && this.entry.spendTicket(db, given.challenge, expiresAt);
  }

  private opened(asked: Asked, challenge: string): Buffer | undefined {
    try {
      return openSealed(this.key, nameOf(asked), Buffer.from(challenge, 'base64url'));
    } catch {
      return undefined;
    }
  }
}

const nameOf = ({ purpose, companyId, employeeId }: Asked): string => `${purpose}/${companyId}/${employeeId}`;

/** docs/leaving.md, How the code is proven. */
const answerTo = (challenge: string, shared: Uint8Array): Buffer => {
  const key = hkdfSync('sha256', shared, Buffer.alloc(0), 'holdfast/recovery proof', 32);
  return createHmac('sha256', Buffer.from(key)).update(challenge).digest();
};
