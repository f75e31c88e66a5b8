import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { keyFingerprint } from '@holdfast/storage/maintenance';
import { newestCompanyKey } from './company-key-rows.js';

/** The public half of a company's recovery key. */
export interface CompanyKey {
  /** Counts the company's keys from 1: another number is another key. */
  readonly number: number;
  /** X25519, 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly fingerprint: string;
  readonly since: Date;
}

/** The company's recovery key, for the other rooms. Every method joins `db`. */
@Injectable()
export class CompanyKeys {
  /** Undefined where none was ever registered. Whether anything is wrapped to it is the policy's business. */
  async current(db: EntityManager, companyId: string): Promise<CompanyKey | undefined> {
    const row = await newestCompanyKey(db, companyId);
    if (!row) return undefined;
    const { number, publicKey, registeredAt: since } = row;
    return { number, publicKey, fingerprint: keyFingerprint(publicKey), since };
  }
}
