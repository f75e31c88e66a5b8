import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Configuration } from '../configuration/index.js';
import { Tenant } from '../database/tenant.js';
import { Entry } from '../entry/index.js';
import type { SessionCaller } from '../http/caller.js';
import { DomainError, notFound } from '../problems/domain-error.js';
import { People } from './people.js';

/** A token that is shown once, when it ends, and the line to type on the workstation, with the token in a file. */
export interface MintedToken {
  readonly token: string;
  readonly expiresAt: string;
  readonly command: string;
}

/**
 * Makes a one-time enrolment token for a workstation of an employee: 256 bits, stored as its hash, 24 hours, one use.
 * Throws `not-found` for an unknown employee and `role-refused` for one who has left.
 */
@Injectable()
export class MintEnrolmentToken {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly entry: Entry,
    private readonly configuration: Configuration,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller, employeeId: string): Promise<MintedToken> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const employee = await this.people.employee(db, companyId, employeeId);
      if (!employee) throw notFound();
      if (!employee.active) {
        throw new DomainError('role-refused', 'This employee is not active: no workstation can be enrolled.');
      }
      const { token, expiresAt } = await this.entry.addEnrolmentToken(db, { companyId, subject: employeeId });
      await this.audit.append(db, companyId, {
        action: 'workstation.token-made',
        by: doerOf(caller),
        subject: employeeId,
      });
      const { publicOrigin } = this.configuration.values;
      return {
        token,
        expiresAt: expiresAt.toISOString(),
        command: `holdfast enrol ${publicOrigin} --token-file FILE`,
      };
    });
  }
}
