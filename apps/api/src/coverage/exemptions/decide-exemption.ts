import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../../audit/index.js';
import { Tenant } from '../../database/index.js';
import { dateOf, type SessionCaller } from '../../http/index.js';
import { DomainError, notFound } from '../../problems/index.js';
import { Coverage } from '../coverage.js';
import { approve, end, lockWaiting } from './exemption-rows.js';

/** Approves an exemption that somebody else asked for, and ends one before its day. */
@Injectable()
export class DecideExemption {
  constructor(
    private readonly tenant: Tenant,
    private readonly coverage: Coverage,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `not-found` where none waits, `second-person-needed` */
  approve(caller: SessionCaller, id: string): Promise<void> {
    const { companyId, employeeId: by } = caller;
    const now = new Date();
    return this.tenant.run(companyId, async (db) => {
      const waiting = await lockWaiting(db, companyId, id, dateOf(now));
      if (!waiting) throw notFound();
      if (waiting.askedBy === by) {
        throw new DomainError(
          'second-person-needed',
          'You asked for this exemption yourself, so somebody else has to approve it. It waits, and changes nothing until then.',
        );
      }
      await approve(db, companyId, id, by, now);
      await this.coverage.factsChanged(db, companyId, { employeeId: waiting.employeeId });
      await this.audit.append(db, companyId, {
        action: 'exemption.approved',
        by: doerOf(caller),
        subject: waiting.employeeId,
        object: { kind: 'exemption', id },
      });
    });
  }

  /** @throws DomainError `not-found` where it is over already */
  end(caller: SessionCaller, id: string): Promise<void> {
    const { companyId, employeeId: by } = caller;
    return this.tenant.run(companyId, async (db) => {
      const employeeId = await end(db, companyId, id, by, new Date());
      if (employeeId === undefined) throw notFound();
      await this.coverage.factsChanged(db, companyId, { employeeId });
      await this.audit.append(db, companyId, {
        action: 'exemption.ended',
        by: doerOf(caller),
        subject: employeeId,
        object: { kind: 'exemption', id },
      });
    });
  }
}
