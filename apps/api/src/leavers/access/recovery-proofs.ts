import {
  createHash,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { openSealed, seal, SecretKey } from '../../configuration/index.js';
import { Entry } from '../../entry/index.js';
import { KnownCodes } from './known-codes.js';

const LIVES_MS = 5 * 60_000;
const PURPOSE = 'challenges of recovery codes';
const SPKI = Buffer.from('302a300506032b656e032100', 'hex');

/** HMAC-SHA256 of the challenge under a key of the shared secret: what the holder of the code answers. */
export const answerOf = (shared: Uint8Array, challenge: string): Buffer =>
  createHmac(
    'sha256',
    Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(0), 'holdfast/recovery proof', 32)),
  )
    .update(challenge)
    .digest();

const publicObject = (raw: Uint8Array) =>
  createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });

/**
 * Proof that somebody holds a recovery code, without it leaving their computer: an X25519 exchange (RFC 7748) with the code's
 * public key, whose result is sealed into the challenge, so that nothing is kept until it is answered. An employee whose
 * code nobody knows is asked too, and no answer is right.
 */
@Injectable()
export class RecoveryProofs {
  private readonly key: Buffer;

  constructor(
    secret: SecretKey,
    private readonly entry: Entry,
    private readonly codes: KnownCodes,
  ) {
    this.key = secret.keyFor(PURPOSE);
  }

  async isKnown(db: EntityManager, companyId: string, employeeId: string): Promise<boolean> {
    return (await this.codes.publicKeyOf(db, companyId, employeeId)) !== undefined;
  }

  async challenge(
    db: EntityManager,
    companyId: string,
    employeeId: string,
  ): Promise<{ challenge: string; publicKey: string }> {
    const known = await this.codes.publicKeyOf(db, companyId, employeeId);
    const pair = generateKeyPairSync('x25519');
    const shared = known
      ? diffieHellman({ privateKey: pair.privateKey, publicKey: publicObject(known) })
      : randomBytes(32);
    const inside = Buffer.concat([shared, Buffer.from(String(Date.now() + LIVES_MS))]);
    const challenge = seal(this.key, `${companyId}/${employeeId}`, inside).toString('base64url');
    const publicKey = pair.publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('base64');
    return { challenge, publicKey };
  }

  /** True once for the right answer; each challenge is answered once. */
  async isAnswer(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    given: { readonly challenge: string; readonly answer: string },
  ): Promise<boolean> {
    const inside = this.opened(`${companyId}/${employeeId}`, given.challenge);
    if (!inside) return false;
    const expiresAt = new Date(Number(inside.subarray(32).toString()));
    if (!(expiresAt > new Date())) return false;
    const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
    const expected = answerOf(inside.subarray(0, 32), given.challenge);
    if (!timingSafeEqual(sha(expected), sha(Buffer.from(given.answer, 'base64')))) return false;
    return this.entry.spendTicket(db, given.challenge, expiresAt);
  }

  private opened(owner: string, challenge: string): Buffer | undefined {
    try {
      return openSealed(this.key, owner, Buffer.from(challenge, 'base64url'));
    } catch {
      return undefined;
    }
  }
}
