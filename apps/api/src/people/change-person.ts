import type { ChangePerson as ChangePersonSchema, PersonRow, Role } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Audit, type AuditEvent, type Doer, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import type { SessionCaller } from '../http/caller.js';
import { DomainError, notFound } from '../problems/domain-error.js';
import { requireAppointing } from './appointing.js';
import { type Employee, lockActiveOwners } from './employee-rows.js';
import { lastOwner } from './last-owner.js';
import { Leaving } from './leaving.js';
import { People } from './people.js';
import { ReadPeople } from './read-people.js';

type Wanted = z.output<typeof ChangePersonSchema>;

/**
 * Changes what an employee may do. Who is deactivated is a leaver from then on, with terms of their own.
 * @throws DomainError `not-found`; `role-refused` for what only an owner changes; `role-of-directory` when a group of the
 *   directory gives the role; `last-owner` when no owner would be left; `erasure-begun` for who is not here any more
 */
@Injectable()
export class ChangePerson {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly leaving: Leaving,
    private readonly read: ReadPeople,
    private readonly audit: Audit,
  ) {}

  run(caller: SessionCaller, id: string, wanted: Wanted): Promise<z.infer<typeof PersonRow>> {
    const { companyId } = caller;
    const by = doerOf(caller);
    return this.tenant.run(companyId, async (db) => {
      // Locked before it is read: two owners who take each other's role at once leave one.
      const owners = await lockActiveOwners(db, companyId);
      const employee = await this.people.lockedEmployee(db, companyId, id);
      if (!employee) throw notFound();
      const role = wanted.role ?? employee.role;
      const active = wanted.active ?? employee.active;
      if (role === employee.role && active === employee.active)
        return this.read.inTransaction(db, companyId, id);
      requireChangeable(caller.role, employee, role);
      if (owners.every((owner) => owner === id) && !(role === 'owner' && active)) throw lastOwner();
      const events = [
        ...(role === employee.role ? [] : await this.changeRole(db, companyId, employee, role, by)),
        ...(active || !employee.active
          ? []
          : await this.leaving.begin(db, companyId, id, { cause: 'by-hand', by })),
        ...(active && !employee.active ? await this.leaving.takeBack(db, companyId, id, { by }) : []),
      ];
      const changed = await this.read.inTransaction(db, companyId, id);
      await this.audit.append(db, companyId, ...events);
      return changed;
    });
  }

  private async changeRole(
    db: EntityManager,
    companyId: string,
    employee: Employee,
    role: Role,
    by: Doer,
  ): Promise<AuditEvent[]> {
    // No group makes an owner: that role is always given here.
    const roleSource = role === 'owner' ? 'holdfast' : employee.roleSource;
    await this.people.change(db, companyId, { ...employee, role, roleSource });
    const { active, role: formerRole } = employee;
    const details = { role, active, formerRole, formerActive: active };
    return [{ action: 'person.changed', by, subject: employee.id, details }];
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
