import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { ApiTokenEntry } from '../entry/index.js';
import type { SessionCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { revokeToken } from './token-rows.js';

/** Ends a token: refused from the next request on. @throws DomainError `not-found` */
@Injectable()
export class RevokeToken {
  constructor(
    private readonly tenant: Tenant,
    private readonly entry: ApiTokenEntry,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller, id: string): Promise<void> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      if (!(await revokeToken(db, companyId, id))) throw notFound();
      await this.entry.remove(db, { companyId, subject: id });
      const object = { kind: 'api-token', id };
      await this.audit.append(db, companyId, { action: 'api-token.revoked', by: doerOf(caller), object });
    });
  }
}
