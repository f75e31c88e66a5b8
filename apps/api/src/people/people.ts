import { randomUUID } from 'node:crypto';
import type { Role } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { FactsChanged } from '../facts/index.js';
import { DomainError } from '../problems/domain-error.js';
import * as rows from './employee-rows.js';

export interface NewEmployee {
  /** Where it had to be known before: a passkey names whose it is when it is made. */
  readonly id?: string;
  readonly name: string;
  readonly email: string;
  readonly department: string | null;
  readonly role: Role;
  readonly roleSource?: 'holdfast' | 'directory';
  /** False: known to the directory only as somebody who does not work here. */
  readonly active?: boolean;
}

/** Employees, for the other rooms. */
@Injectable()
export class People {
  constructor(private readonly facts: FactsChanged) {}

  employee(db: EntityManager, companyId: string, id: string): Promise<rows.Employee | undefined> {
    return rows.employeeById(db, companyId, id);
  }

  /** Names by id, of those who are employees of the company. */
  names(db: EntityManager, companyId: string, ids: readonly string[]): Promise<Map<string, string>> {
    return rows.employeeNames(db, companyId, ids);
  }

  /** Since when somebody is an employee here. */
  joinedAt(db: EntityManager, companyId: string, id: string): Promise<Date | undefined> {
    return rows.employeeSince(db, companyId, id);
  }

  /** For a change on top of what is read: nobody else changes them before the transaction ends. */
  lockedEmployee(db: EntityManager, companyId: string, id: string): Promise<rows.Employee | undefined> {
    return rows.lockedEmployee(db, companyId, id);
  }

  /** Ids of the active owners, and nobody changes them before the transaction ends. */
  lockActiveOwners(db: EntityManager, companyId: string): Promise<string[]> {
    return rows.lockActiveOwners(db, companyId);
  }

  /** Whether the company's directory says who somebody is: then nothing else changes their name, address, department. */
  isManaged(db: EntityManager, companyId: string, id: string): Promise<boolean> {
    return rows.isManaged(db, companyId, id);
  }

  employeeByEmail(db: EntityManager, companyId: string, email: string): Promise<rows.Employee | undefined> {
    return rows.employeeByEmail(db, companyId, email);
  }

  /** Since when somebody has left; undefined for who has not. */
  leftAt(db: EntityManager, companyId: string, id: string): Promise<Date | undefined> {
    return rows.leftAt(db, companyId, id);
  }

  /** Active employees in batches, by id; `afterId` is the last one of the batch before. */
  employeesInScope(
    db: EntityManager,
    companyId: string,
    page: { afterId?: string | undefined; limit: number },
  ): Promise<rows.Employee[]> {
    return rows.activeEmployeesAfter(db, companyId, page.afterId, page.limit);
  }

  /** Keeps changes of an employee. False, and nothing changed, when a colleague has the new e-mail address. */
  async change(db: EntityManager, companyId: string, employee: rows.Employee): Promise<boolean> {
    const changed = await rows.updateEmployee(db, companyId, employee);
    if (changed) await this.facts.factsChanged(db, companyId, { employeeId: employee.id });
    return changed;
  }

  /** Throws `version-conflict` when the company has this e-mail address already. */
  async add(db: EntityManager, companyId: string, employee: NewEmployee): Promise<rows.Employee> {
    const added = {
      roleSource: 'holdfast' as const,
      id: randomUUID(),
      active: true,
      ...employee,
      email: employee.email.toLowerCase(),
    };
    if (!(await rows.insertEmployee(db, companyId, added))) {
      throw new DomainError(
        'version-conflict',
        'An employee with this e-mail address exists already. Nothing was changed.',
      );
    }
    await this.facts.factsChanged(db, companyId, { employeeId: added.id });
    return added;
  }
}
