import type { ChangePerson as ChangePersonSchema, PersonRow, Role } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import type { SessionCaller } from '../http/caller.js';
import { DomainError, notFound } from '../problems/domain-error.js';
import { requireAppointing } from './appointing.js';
import { type Employee, lockActiveOwners } from './employee-rows.js';
import { lastOwner } from './last-owner.js';
import { People } from './people.js';
import { ReadPeople } from './read-people.js';

type Wanted = z.output<typeof ChangePersonSchema>;

/**
 * Changes what an employee may do. Nothing has to be ended: guards read role and `active` at each request.
 * @throws DomainError `not-found`; `role-refused` for what only an owner changes; `role-of-directory` when a group of the
 *   directory gives the role; `last-owner` when no owner would be left
 */
@Injectable()
export class ChangePerson {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly read: ReadPeople,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller, id: string, wanted: Wanted): Promise<z.infer<typeof PersonRow>> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      // Locked before it is read: two owners who take each other's role at once leave one.
      const owners = await lockActiveOwners(db, companyId);
      const employee = await this.people.employee(db, companyId, id);
      if (!employee) throw notFound();
      const next = { role: wanted.role ?? employee.role, active: wanted.active ?? employee.active };
      // No group makes an owner: that role is always given here.
      const roleSource = next.role === 'owner' ? 'holdfast' : employee.roleSource;
      const former = { formerRole: employee.role, formerActive: employee.active };
      if (next.role === employee.role && next.active === employee.active)
        return this.read.inTransaction(db, companyId, id);
      requireChangeable(caller.role, employee, next.role);
      if (owners.every((owner) => owner === id) && !(next.role === 'owner' && next.active)) throw lastOwner();
      await this.people.change(db, companyId, { ...employee, ...next, roleSource });
      const changed = await this.read.inTransaction(db, companyId, id);
      await this.audit.append(db, companyId, {
        action: 'person.changed',
        by: doerOf(caller),
        subject: id,
        details: { ...next, ...former },
      });
      return changed;
    });
  }
}

const requireChangeable = (by: Role, employee: Employee, role: Role): void => {
  requireAppointing(by, employee.role, role);
  if (role === employee.role || role === 'owner' || employee.roleSource !== 'directory') return;
  throw new DomainError(
    'role-of-directory',
    "A group of the company's directory gives this person's role at each sign-in. Nothing was changed: change the " +
      'group there, or the mapping of groups in the settings of single sign-on.',
  );
};
