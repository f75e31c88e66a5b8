import type { EnrolWorkstation as EnrolWorkstationSchema, WorkstationEnrolled } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit } from '../audit/index.js';
import { Companies } from '../companies/index.js';
import { Tenant } from '../database/tenant.js';
import { Entry, Throttle } from '../entry/index.js';
import { Fleet } from '../fleet/index.js';
import { People } from '../people/index.js';
import { DomainError } from '../problems/domain-error.js';

type Command = z.output<typeof EnrolWorkstationSchema>;

const unknown = (): DomainError =>
  new DomainError(
    'enrolment-token-unknown',
    'This enrolment token is not known, or it was used already. Nothing was changed. Ask for a new one.',
  );

/**
 * Exchanges a one-time enrolment token for an agent's credential. One of any number of simultaneous tries wins; a try
 * that fails half way leaves the token unspent. Throws `enrolment-token-unknown`, `enrolment-token-expired` (ask for a
 * new one) and `too-many-requests` (retry later).
 */
@Injectable()
export class EnrolWorkstation {
  constructor(
    private readonly entry: Entry,
    private readonly throttle: Throttle,
    private readonly tenant: Tenant,
    private readonly fleet: Fleet,
    private readonly people: People,
    private readonly companies: Companies,
    private readonly audit: Audit,
  ) {}

  run(command: Command, address: string): Promise<WorkstationEnrolled> {
    const rule = { what: 'enrol', who: address, most: 30, seconds: 900 };
    return this.throttle.attempt([rule], () => this.enrol(command));
  }

  private async enrol(command: Command): Promise<WorkstationEnrolled> {
    const found = await this.entry.enrolmentToken(command.token);
    if (!found) throw unknown();
    if (found.expired) {
      throw new DomainError(
        'enrolment-token-expired',
        'This enrolment token is more than a day old. Nothing was changed. Ask for a new one.',
      );
    }
    const { companyId, subject: employeeId } = found;
    return this.tenant.run(companyId, async (db) => {
      if (!(await this.entry.consumeEnrolmentToken(db, command.token))) throw unknown();
      const employee = await this.people.employee(db, companyId, employeeId);
      if (!employee?.active) throw unknown();
      const { label, os, keyStore, agentVersion } = command;
      const workstation = { employeeId, label, os, keyStore, agentVersion };
      const { workstationId, agentId } = await this.fleet.addWorkstation(db, companyId, workstation);
      const agentToken = await this.entry.addAgentCredential(db, { companyId, subject: agentId });
      const company = await this.companies.company(db, companyId);
      const notice = await this.companies.currentNotice(db, companyId);
      await this.audit.append(db, companyId, {
        action: 'workstation.enrolled',
        by: { kind: 'agent', id: agentId, employeeId },
        subject: employeeId,
        object: { kind: 'workstation', id: workstationId },
      });
      return {
        agentToken,
        agentId,
        workstationId,
        employee: { id: employee.id, name: employee.name },
        company: { id: company.id, name: company.name },
        phoneHashKey: this.companies.phoneHashKey(companyId),
        notice,
      };
    });
  }
}
