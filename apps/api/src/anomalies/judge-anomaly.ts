import type { AnomalyRow } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { FactsChanged } from '../facts/index.js';
import type { SessionCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { judge } from './anomaly-rows.js';

/** Somebody looked, and says what it was. */
@Injectable()
export class JudgeAnomaly {
  constructor(
    private readonly tenant: Tenant,
    private readonly facts: FactsChanged,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `not-found` */
  run(caller: SessionCaller, id: string, verdict: NonNullable<AnomalyRow['verdict']>): Promise<void> {
    const { companyId, employeeId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const phoneId = await judge(db, companyId, id, verdict, employeeId, new Date());
      if (phoneId === undefined) throw notFound();
      await this.facts.factsChanged(db, companyId, { phoneId });
      await this.audit.append(db, companyId, {
        action: 'anomaly.judged',
        by: doerOf(caller),
        object: { kind: 'phone', id: phoneId },
        details: { verdict },
      });
    });
  }
}
