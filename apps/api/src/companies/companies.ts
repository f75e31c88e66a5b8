import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SecretKey } from '../configuration/index.js';
import { Entry } from '../entry/index.js';
import * as rows from './company-rows.js';

/** The tenants of this installation, and their keys. */
@Injectable()
export class Companies {
  constructor(
    private readonly entry: Entry,
    private readonly secretKey: SecretKey,
  ) {}

  /** A company's id has to exist before its transaction can begin: row-level security needs it. */
  newId(): string {
    return randomUUID();
  }

  /** Makes the company. `db` is the transaction of that company's id. */
  async create(db: EntityManager, companyId: string, name: string): Promise<void> {
    await this.entry.addCompany(db, companyId);
    await rows.insertCompany(db, { id: companyId, name });
  }

  /** Ids of all companies, for jobs and for the start; each then has a transaction of its own. */
  all(): Promise<string[]> {
    return this.entry.companyIds();
  }

  async company(db: EntityManager, companyId: string): Promise<rows.Company> {
    const company = await rows.companyById(db, companyId);
    if (!company) throw new Error('The company of this transaction does not exist');
    return company;
  }

  /**
   * base64, 32 bytes: the HMAC-SHA256 key of phones' serials, one per company. Derived from the installation's secret
   * and never stored, since whoever has it and a table can try all serials of a maker.
   */
  phoneHashKey(companyId: string): string {
    return this.secretKey.keyFor(`phone-hash/${companyId}`).toString('base64');
  }
}
