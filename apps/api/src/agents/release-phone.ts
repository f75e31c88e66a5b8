import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { Fleet } from '../fleet/index.js';
import type { AgentCaller, SessionCaller } from '../http/caller.js';
import { notFound } from '../problems/domain-error.js';

/**
 * Ends the enrolment of a phone that is sold, lost, given back or no longer used for work, by those who may: the employee,
 * in the browser or on any workstation of theirs, and IT. Agents leave it alone from their next check-in on, and whoever has
 * it next enrols it as theirs. No reason is asked for. What is backed up stays, and the same person may enrol it again.
 */
@Injectable()
export class ReleasePhone {
  constructor(
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
    private readonly audit: Audit,
  ) {}

  /** `whose`: only if it is this employee's. @throws DomainError `not-found`, as for a phone that was released before */
  run(caller: AgentCaller | SessionCaller, phoneId: string, whose?: string): Promise<void> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const employeeId = await this.fleet.releasePhone(db, companyId, phoneId, whose);
      if (employeeId === undefined) throw notFound();
      await this.audit.append(db, companyId, {
        action: 'phone.released',
        by: doerOf(caller),
        subject: employeeId,
        object: { kind: 'phone', id: phoneId },
      });
    });
  }
}
