import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { FactsChanged } from '../facts/index.js';
import { type Reader, workstationOf } from './acknowledge-notice.js';
import { insertEvent, standingOf } from './event-rows.js';

/**
 * Takes an acknowledgement back: no phone is read from then on, a running backup ends at its next call, and what is stored
 * stays and can be restored. Nothing to take back is no error.
 */
@Injectable()
export class WithdrawNotice {
  constructor(
    private readonly tenant: Tenant,
    private readonly facts: FactsChanged,
    private readonly audit: Audit,
  ) {}

  async run(reader: Reader): Promise<void> {
    const { companyId, employeeId } = reader;
    await this.tenant.run(companyId, async (db) => {
      const standing = await standingOf(db, companyId, employeeId);
      if (standing?.kind !== 'acknowledged' || standing.sha256 === null) return;
      const { sha256 } = standing;
      const workstationId = workstationOf(reader);
      await insertEvent(db, companyId, { employeeId, kind: 'withdrawn', sha256, workstationId });
      await this.facts.factsChanged(db, companyId, { employeeId });
      await this.audit.append(db, companyId, {
        action: 'notice.withdrawn',
        by: doerOf(reader),
        subject: employeeId,
        details: { textSha256: sha256 },
      });
    });
  }
}
