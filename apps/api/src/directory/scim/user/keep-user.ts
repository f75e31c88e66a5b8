import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditEvent, Doer } from '../../../audit/index.js';
import { FactsChanged } from '../../../facts/index.js';
import { type Employee, Groups, People } from '../../../people/index.js';
import { Removals } from '../../removals/removals.js';
import { isId } from '../resource-id.js';
import { noResource, notUnique } from '../scim-refusal.js';
import { differences, shownName, type StoredUser, type UserRecord } from './user-record.js';
import * as rows from './user-rows.js';

export const emailTaken = () => notUnique('Somebody else here has this e-mail address. Nothing was changed.');

/** Keeps what the directory says of somebody, and makes the employee what it says. Joins a transaction. */
@Injectable()
export class KeepUser {
  constructor(
    private readonly people: People,
    private readonly groups: Groups,
    private readonly removals: Removals,
    private readonly facts: FactsChanged,
  ) {}

  /**
   * Of an employee who is here, with what was kept of them before, if anything was. Nothing is written where nothing
   * differs. Answers the events for the log. @throws DomainError `version-conflict`, `last-owner`
   */
  async keep(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    { before, wanted, by }: { before: StoredUser | undefined; wanted: UserRecord; by: Doer },
  ): Promise<AuditEvent[]> {
    const user = await this.resolved(db, companyId, wanted);
    const live = before && !before.deleted ? before : undefined;
    const fields = live ? differences(live, user) : [];
    if (live && fields.length === 0) return [];
    const employee = await this.people.lockedEmployee(db, companyId, employeeId);
    if (!employee) throw noResource();
    if (before?.deleted && (await this.groups.leaveAll(db, companyId, employeeId)) > 0)
      await this.facts.reconsider(db, companyId, [employeeId]);
    await this.show(db, companyId, employee, user);
    await rows.storeUser(db, companyId, employeeId, user);
    const said: AuditEvent = live
      ? { action: 'person.changed', by, subject: employeeId, details: { fields } }
      : { action: 'directory.took-over', by, subject: employeeId };
    return [said, ...(await this.switched(db, companyId, employeeId, live?.active, user.active, by))];
  }

  /** Somebody who was not here. */
  async add(
    db: EntityManager,
    companyId: string,
    wanted: UserRecord,
    by: Doer,
  ): Promise<[string, AuditEvent]> {
    const user = await this.resolved(db, companyId, wanted);
    const { email, department, active } = user;
    const person = { name: shownName(user), email, department, role: 'employee', active } as const;
    const { id } = await this.people.add(db, companyId, person);
    await rows.storeUser(db, companyId, id, user);
    return [id, { action: 'person.added', by, subject: id, details: { role: 'employee' } }];
  }

  /** A manager is kept when it is a person here; other texts (names, numbers of elsewhere) are not stored. */
  private async resolved(db: EntityManager, companyId: string, user: UserRecord): Promise<UserRecord> {
    const { managerId } = user;
    if (managerId === null) return user;
    const id = managerId.toLowerCase();
    const known = isId(id) && (await this.people.employee(db, companyId, id)) !== undefined;
    return { ...user, managerId: known ? id : null };
  }

  private async show(
    db: EntityManager,
    companyId: string,
    employee: Employee,
    user: UserRecord,
  ): Promise<void> {
    const shown = { name: shownName(user), email: user.email.toLowerCase(), department: user.department };
    const same = (['name', 'email', 'department'] as const).every(
      (field) => employee[field] === shown[field],
    );
    if (!same && !(await this.people.change(db, companyId, { ...employee, ...shown }))) throw emailTaken();
  }

  /** What the directory repeats undoes nothing that was done here: only what it says anew counts. */
  private async switched(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    before: boolean | undefined,
    active: boolean,
    by: Doer,
  ): Promise<AuditEvent[]> {
    if (before === active) return [];
    return active
      ? this.removals.undo(db, companyId, employeeId, { by })
      : this.removals.ask(db, companyId, employeeId, { cause: 'directory-inactive', by });
  }
}
