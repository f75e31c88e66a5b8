import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditEvent, Doer } from '../audit/index.js';
import { lastOwner, People } from '../people/index.js';
import { notFound } from '../problems/domain-error.js';

/** Why somebody is a leaver: somebody here said so, or the company's directory switched them off or dropped them. */
export type LeavingCause = 'by-hand' | 'directory-inactive' | 'directory-deleted';

/**
 * Employees who leave. What is here joins the caller's transaction and answers the events that the caller appends: one
 * append, last in a transaction.
 */
@Injectable()
export class Leavers {
  constructor(private readonly people: People) {}

  /**
   * Cuts an employee off: guards refuse sessions and agents at their next request, nothing that was backed up is touched.
   * No events: they had left already. @throws DomainError `not-found`; `last-owner` when no owner would be left
   */
  async begin(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    { cause, by }: { readonly cause: LeavingCause; readonly by: Doer },
  ): Promise<AuditEvent[]> {
    // Locked before it is read: two owners who send each other away at once leave one.
    const owners = await this.people.lockActiveOwners(db, companyId);
    const employee = await this.people.lockedEmployee(db, companyId, employeeId);
    if (!employee) throw notFound();
    if (!employee.active) return [];
    if (owners.length === 1 && owners[0] === employeeId) throw lastOwner();
    await this.people.change(db, companyId, { ...employee, active: false });
    return [{ action: 'person.left', by, subject: employeeId, details: { cause } }];
  }

  /** Lets a leaver back in, as they were. No events: they had not left. @throws DomainError `not-found` */
  async takeBack(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    { by }: { readonly by: Doer },
  ): Promise<AuditEvent[]> {
    const employee = await this.people.lockedEmployee(db, companyId, employeeId);
    if (!employee) throw notFound();
    if (employee.active) return [];
    await this.people.change(db, companyId, { ...employee, active: true });
    return [{ action: 'person.taken-back', by, subject: employeeId }];
  }
}
