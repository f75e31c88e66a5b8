import type { SetAsideReason } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import type { SessionCaller } from '../../http/index.js';
import { notFound } from '../../problems/index.js';
import { MatchPhones } from '../matching/match-phones.js';
import { employeeOfTold, keepAside } from './aside-rows.js';

/**
 * A phone that is not to be protected: given back, a tablet, a spare one. It is no gap until its source no longer tells of
 * it; a phone that comes back is asked about anew. `null` takes it back. @throws DomainError `not-found`
 */
@Injectable()
export class SetAside {
  constructor(
    private readonly tenant: Tenant,
    private readonly matching: MatchPhones,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller, id: string, reason: SetAsideReason | null): Promise<void> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const employeeId = await employeeOfTold(db, companyId, id);
      if (employeeId === undefined) throw notFound();
      await this.matching.around(db, companyId, [employeeId], 'person', () =>
        keepAside(db, companyId, id, reason),
      );
      await this.audit.append(db, companyId, {
        action: reason === null ? 'inventory.phone-taken-back' : 'inventory.phone-set-aside',
        by: doerOf(caller),
        subject: employeeId,
        object: { kind: 'inventory-phone', id },
        ...(reason !== null && { details: { reason } }),
      });
    });
  }
}
