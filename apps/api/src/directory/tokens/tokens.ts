import { randomUUID } from 'node:crypto';
import type { DirectoryToken, NewDirectoryToken } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import { DirectoryEntry } from '../../entry/index.js';
import { dateOf, type SessionCaller } from '../../http/index.js';
import { notFound } from '../../problems/index.js';
import * as rows from './token-rows.js';

/** So long before its end a token is shown as one to replace. */
const WARN_MS = 30 * 86_400_000;

export const describeToken = (row: rows.TokenRow, now: Date): DirectoryToken => {
  const left = row.expiresAt.getTime() - now.getTime();
  return {
    id: row.id,
    label: row.label,
    madeOn: dateOf(row.madeAt),
    expiresOn: dateOf(row.expiresAt),
    usedOn: row.usedOn,
    state: left <= 0 ? 'expired' : left <= WARN_MS ? 'ends-soon' : 'live',
  };
};

/** Tokens by which the company's directory speaks. */
@Injectable()
export class Tokens {
  constructor(
    private readonly tenant: Tenant,
    private readonly entry: DirectoryEntry,
    private readonly audit: Audit,
  ) {}

  /** Answers the token, this once. */
  make(
    caller: SessionCaller,
    { label, days }: z.output<typeof NewDirectoryToken>,
  ): Promise<{ token: string; made: DirectoryToken }> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const row = await rows.insertToken(db, companyId, { id: randomUUID(), label, days });
      const token = await this.entry.add(db, { companyId, subject: row.id }, row.expiresAt);
      const object = { kind: 'directory-token', id: row.id };
      const made = { action: 'directory.token-made', by: doerOf(caller), object, details: { days } } as const;
      await this.audit.append(db, companyId, made);
      return { token, made: describeToken(row, new Date()) };
    });
  }

  /** Refused from the next request on. @throws DomainError `not-found` */
  revoke(caller: SessionCaller, id: string): Promise<void> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      if (!(await rows.revokeToken(db, companyId, id))) throw notFound();
      await this.entry.remove(db, { companyId, subject: id });
      const object = { kind: 'directory-token', id };
      await this.audit.append(db, companyId, {
        action: 'directory.token-revoked',
        by: doerOf(caller),
        object,
      });
    });
  }
}
