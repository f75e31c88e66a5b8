import {
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { recoveryKeys } from '@holdfast/storage/maintenance';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { openSealed, seal, SecretKey } from '../../configuration/index.js';
import { Tenant } from '../../database/index.js';
import { Entry } from '../../entry/index.js';
import { Locations } from '../../storage/index.js';
import { keptPlaces } from './kept-rows.js';

const LIVES_MS = 5 * 60_000;
const ANSWER_BYTES = 32;
const EXPIRY_BYTES = 8;
/** What stands before the 32 bytes of an X25519 public key (RFC 8410, section 4). */
const SPKI = Buffer.from('302a300506032b656e032100', 'hex');

interface Owner {
  readonly companyId: string;
  readonly employeeId: string;
}

/**
 * Proof that somebody holds a recovery code, without it leaving their computer: an X25519 exchange (RFC 7748) with the public
 * keys of the code, as the wraps of the newest epoch name them. The answer is HMAC-SHA256 of the challenge under a key of
 * the shared secret; what is expected is sealed into the challenge, so nothing is kept until it is answered. Who has no code
 * is asked too, and no answer is right.
 */
@Injectable()
export class RecoveryProofs {
  private readonly key: Buffer;

  constructor(
    secret: SecretKey,
    private readonly tenant: Tenant,
    private readonly locations: Locations,
    private readonly entry: Entry,
  ) {
    this.key = secret.keyFor('challenges of recovery codes');
  }

  /** Asks the location: never inside a transaction. @throws DomainError `storage-unreachable` (retry helps) */
  async challenge(owner: Owner): Promise<{ challenge: string; publicKey: string }> {
    const known = await this.codesOf(owner);
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    const shared = known.map((raw) => {
      const key = Buffer.concat([SPKI, raw]);
      return diffieHellman({ privateKey, publicKey: createPublicKey({ key, format: 'der', type: 'spki' }) });
    });
    const expiry = Buffer.alloc(EXPIRY_BYTES);
    expiry.writeBigUInt64BE(BigInt(Date.now() + LIVES_MS));
    const inside = Buffer.concat([expiry, ...(shared.length > 0 ? shared : [randomBytes(32)])]);
    return {
      challenge: seal(this.key, nameOf(owner), inside).toString('base64url'),
      publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(SPKI.length).toString('base64'),
    };
  }

  /** True for the right answer, once. Joins the transaction of what it is good for. */
  async isAnswer(
    db: EntityManager,
    owner: Owner,
    given: { readonly challenge: string; readonly answer: string },
  ): Promise<boolean> {
    const inside = this.opened(owner, given.challenge);
    if (!inside) return false;
    const expiresAt = new Date(Number(inside.readBigUInt64BE(0)));
    const answer = Buffer.from(given.answer, 'base64');
    if (expiresAt <= new Date() || answer.length !== ANSWER_BYTES) return false;
    let right = false;
    for (let at = EXPIRY_BYTES; at < inside.length; at += 32)
      if (timingSafeEqual(answerTo(given.challenge, inside.subarray(at, at + 32)), answer)) right = true;
    return right && this.entry.spendTicket(db, given.challenge, expiresAt);
  }

  /** By the first location that answers: every one has the wraps. */
  private async codesOf({ companyId, employeeId }: Owner): Promise<readonly Buffer[]> {
    const places = await this.tenant.run(companyId, async (db) => {
      const kept = await keptPlaces(db, companyId, employeeId);
      const locations = [];
      for (const { locationId, repositoryId } of kept)
        locations.push({ repositoryId, location: await this.locations.one(db, companyId, locationId) });
      return locations;
    });
    let failure: unknown;
    for (const { location, repositoryId } of places) {
      try {
        return await this.locations.use(location, repositoryId, ({ objects }) => recoveryKeys(objects));
      } catch (error) {
        failure = error;
      }
    }
    if (failure !== undefined) throw failure;
    return [];
  }

  private opened(owner: Owner, challenge: string): Buffer | undefined {
    try {
      return openSealed(this.key, nameOf(owner), Buffer.from(challenge, 'base64url'));
    } catch {
      return undefined;
    }
  }
}

const nameOf = ({ companyId, employeeId }: Owner): string => `${companyId}/${employeeId}`;

/** docs/leaving.md, How the code is proven. */
const answerTo = (challenge: string, shared: Uint8Array): Buffer => {
  const key = hkdfSync('sha256', shared, Buffer.alloc(0), 'holdfast/recovery proof', 32);
  return createHmac('sha256', Buffer.from(key)).update(challenge).digest();
};
