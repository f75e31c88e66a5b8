import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import type { SessionCaller } from '../../http/index.js';
import { notFound } from '../../problems/index.js';
import { setQuietDays } from './source-rows.js';

/** Changes after how many days without an import a source counts as quiet. @throws DomainError `not-found` */
@Injectable()
export class ChangeSource {
  constructor(
    private readonly tenant: Tenant,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller, source: string, quietDays: number): Promise<void> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      if (!(await setQuietDays(db, companyId, source, quietDays))) throw notFound();
      await this.audit.append(db, companyId, {
        action: 'inventory.source-changed',
        by: doerOf(caller),
        object: { kind: 'inventory-source', id: source },
        details: { quietDays },
      });
    });
  }
}
