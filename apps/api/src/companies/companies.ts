import { createHash, randomUUID } from 'node:crypto';
import type { Notice } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SecretKey } from '../configuration/index.js';
import { Tenant } from '../database/index.js';
import { Entry } from '../entry/index.js';
import * as rows from './company-rows.js';
import { DEFAULT_NOTICE } from './default-notice.js';

/** A few kilobytes each. */
const MOST_NOTICES = 1000;

/** The tenants of this installation, their notices and their keys. */
@Injectable()
export class Companies {
  private readonly notices = new Map<string, Notice>();

  constructor(
    private readonly tenant: Tenant,
    private readonly entry: Entry,
    private readonly secretKey: SecretKey,
  ) {}

  /** A company's id has to exist before its transaction can begin: row-level security needs it. */
  newId(): string {
    return randomUUID();
  }

  /** Makes the company and its first notice. `db` is the transaction of that company's id. */
  async create(db: EntityManager, companyId: string, name: string): Promise<void> {
    await this.entry.addCompany(db, companyId);
    await rows.insertCompany(db, { id: companyId, name });
    await this.publishNotice(db, companyId, DEFAULT_NOTICE);
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

  /** The notice in force; enrolments and backups need it acknowledged. */
  async currentNotice(db: EntityManager, companyId: string): Promise<Notice> {
    const notice = await rows.newestNotice(db, companyId);
    if (!notice) throw new Error('The company has no notice');
    return notice;
  }

  /** A version of the notice, which never changes: read once. In a transaction of its own, where it is not known yet. */
  async notice(companyId: string, version: number): Promise<Notice> {
    const key = `${companyId}/${version}`;
    const known = this.notices.get(key);
    if (known) return known;
    const notice = await this.tenant.run(companyId, (db) => rows.noticeOf(db, companyId, version));
    if (!notice) throw new Error('The company has no such notice');
    if (this.notices.size >= MOST_NOTICES) this.notices.clear();
    this.notices.set(key, notice);
    return notice;
  }

  /** The next version of the notice. What employees acknowledged before no longer counts. */
  async publishNotice(db: EntityManager, companyId: string, text: string): Promise<Notice> {
    const version = ((await rows.newestNotice(db, companyId))?.version ?? 0) + 1;
    const notice = { version, text, sha256: createHash('sha256').update(text, 'utf8').digest('hex') };
    await rows.insertNotice(db, companyId, notice);
    return notice;
  }

  /**
   * base64, 32 bytes: the HMAC-SHA256 key of phones' serials, one per company. Derived from the installation's secret
   * and never stored, since whoever has it and a table can try all serials of a maker.
   */
  phoneHashKey(companyId: string): string {
    return this.secretKey.keyFor(`phone-hash/${companyId}`).toString('base64');
  }
}
