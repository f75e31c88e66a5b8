import type { OwnWorkstation } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { doerOf } from '../audit/index.js';
import { RevokeAgent } from '../authorization/index.js';
import { Tenant } from '../database/tenant.js';
import { Fleet } from '../fleet/index.js';
import type { SessionCaller } from '../http/caller.js';
import { notFound } from '../problems/domain-error.js';

/** Workstations by those who may end their enrolment: the employee whose they are, and IT. Idempotent. */
@Injectable()
export class RevokeWorkstation {
  constructor(
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
    private readonly revoke: RevokeAgent,
  ) {}

  own({ companyId, employeeId }: SessionCaller): Promise<OwnWorkstation[]> {
    return this.tenant.run(companyId, (db) => this.fleet.workstationsOf(db, companyId, employeeId));
  }

  /** `whose`: only if it is this employee's. @throws DomainError `not-found` */
  run(caller: SessionCaller, workstationId: string, whose?: string): Promise<void> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const found = await this.fleet.workstation(db, companyId, workstationId);
      if (!found || (whose !== undefined && found.employeeId !== whose)) throw notFound();
      const { employeeId, agentIds } = found;
      const accounts = agentIds.map((agentId) => ({ companyId, employeeId, agentId }));
      await this.revoke.run(db, accounts, { because: 'by-hand', by: doerOf(caller) });
    });
  }
}
