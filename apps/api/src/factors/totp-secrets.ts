import { Injectable } from '@nestjs/common';
import { openSealed, seal, SecretKey } from '../configuration/index.js';
import type { Person } from './person.js';

const ownerOf = ({ companyId, personId }: Person): string => `${companyId}/${personId}`;

/** Seals the secrets of authenticator apps: what is copied to another person's row does not open. */
@Injectable()
export class TotpSecrets {
  private readonly key: Buffer;

  constructor(secretKey: SecretKey) {
    this.key = secretKey.keyFor('totp-secrets');
  }

  seal(person: Person, base32: string): Buffer {
    return seal(this.key, ownerOf(person), Buffer.from(base32));
  }

  open(person: Person, sealed: Buffer): string {
    return openSealed(this.key, ownerOf(person), sealed).toString('utf8');
  }
}
