import type { EnrolWorkstation as EnrolWorkstationSchema, WorkstationEnrolled } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Audit, doerOf } from '../audit/index.js';
import { Companies } from '../companies/index.js';
import { Tenant } from '../database/tenant.js';
import { OAuthEntry } from '../entry/index.js';
import { Fleet } from '../fleet/index.js';
import type { EnrollingCaller } from '../http/caller.js';
import { Notices } from '../notices/index.js';
import { People } from '../people/index.js';
import { EffectivePolicies } from '../policies/index.js';
import { DomainError } from '../problems/domain-error.js';
import { tokenRefused } from './agent-refusals.js';

type Command = z.output<typeof EnrolWorkstationSchema>;

/**
 * An agent says which workstation it is on; the same again for the same agent. Throws `key-store-refused` when the policy
 * wants the keychain, `agent-token-refused` for an agent that was revoked before it came here.
 */
@Injectable()
export class EnrolWorkstation {
  constructor(
    private readonly entry: OAuthEntry,
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
    private readonly people: People,
    private readonly companies: Companies,
    private readonly notices: Notices,
    private readonly policies: EffectivePolicies,
    private readonly audit: Audit,
  ) {}

  run(caller: EnrollingCaller, command: Command): Promise<WorkstationEnrolled> {
    const { companyId, employeeId, agentId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const employee = await this.people.lockedEmployee(db, companyId, employeeId);
      if (!employee?.active || !(await this.entry.hasGrant(db, companyId, agentId))) throw tokenRefused();
      const known = await this.fleet.agent(db, companyId, agentId);
      if (known?.revoked) throw tokenRefused();
      const workstationId = known?.workstationId ?? (await this.add(db, caller, command));
      const company = await this.companies.company(db, companyId);
      const { version, sha256 } = await this.notices.current(db, companyId, employeeId);
      if (!known)
        await this.audit.append(db, companyId, {
          action: 'workstation.enrolled',
          by: doerOf(caller),
          subject: employeeId,
          object: { kind: 'workstation', id: workstationId },
          details: { keyStore: command.keyStore },
        });
      return {
        agentId,
        workstationId,
        employee: { id: employee.id, name: employee.name },
        company: { id: company.id, name: company.name },
        phoneHashKey: this.companies.phoneHashKey(companyId),
        notice: { version, sha256 },
      };
    });
  }

  private async add(db: EntityManager, caller: EnrollingCaller, command: Command): Promise<string> {
    const { companyId, employeeId, agentId } = caller;
    const { policy } = await this.policies.forEmployee(db, companyId, employeeId);
    if (policy.limits.keyStore === 'keychain' && command.keyStore === 'file') {
      throw new DomainError(
        'key-store-refused',
        'Your company wants keys kept in the keychain of the system, and this workstation would keep them in a file. ' +
          'Nothing was enrolled. Unlock or install a keychain, or ask your IT.',
      );
    }
    return this.fleet.addWorkstation(db, companyId, { ...command, employeeId, agentId });
  }
}
