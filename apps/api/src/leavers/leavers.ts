import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditEvent, Doer } from '../audit/index.js';
import { LeaverEntry } from '../entry/index.js';
import { lastOwner, type Leaving, type LeavingCause, People } from '../people/index.js';
import { DomainError, notFound } from '../problems/domain-error.js';
import { EndSessions } from '../sessions/index.js';
import { erasureOf } from './erasure/erasure-rows.js';
import { endOf, termFrom, USUAL_DAYS } from './term.js';
import { accessDays, deleteTerm, insertTerm } from './term-rows.js';

export const erasureBegun = (): DomainError =>
  new DomainError(
    'erasure-begun',
    'What was kept of this person is being erased, or is erased already. There is no way back. If they work here again, ' +
      'add them anew.',
  );

/**
 * Employees who leave. What is here joins the caller's transaction and answers the events that the caller appends: one
 * append, last in a transaction.
 */
@Injectable()
export class Leavers implements Leaving {
  constructor(
    private readonly people: People,
    private readonly sessions: EndSessions,
    private readonly entry: LeaverEntry,
  ) {}

  /**
   * Cuts an employee off: their sessions end, and agents, sign-ins and enrolment tokens are refused at their next request.
   * Nothing that was backed up is touched: from now until the end of their term they export it. No events: they had left
   * already. @throws DomainError `not-found`; `last-owner` when no owner would be left
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
    const sessions = await this.sessions.allOf(db, companyId, employeeId);
    const days = (await accessDays(db, companyId)) ?? USUAL_DAYS;
    const term = termFrom((await this.people.leftAt(db, companyId, employeeId)) ?? new Date(), days);
    const eraseAfter = endOf(term);
    await insertTerm(db, companyId, { ...term, employeeId, cause, linkMail: 'waiting', eraseAfter });
    const details = { cause, sessions, accessUntil: term.accessUntil };
    return [{ action: 'person.left', by, subject: employeeId, details }];
  }

  /**
   * Lets a leaver back in, as they were: role, agents, phones and backups. They sign in anew, and their link ends. A hold
   * goes on standing. No events: they had not left. @throws DomainError `not-found`, `erasure-begun`
   */
  async takeBack(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    { by }: { readonly by: Doer },
  ): Promise<AuditEvent[]> {
    const employee = await this.people.lockedEmployee(db, companyId, employeeId);
    if (!employee) throw notFound();
    if (employee.active) return [];
    if (await erasureOf(db, companyId, employeeId)) throw erasureBegun();
    await deleteTerm(db, companyId, employeeId);
    await this.entry.end(db, { companyId, subject: employeeId });
    await this.people.change(db, companyId, { ...employee, active: true });
    return [{ action: 'person.taken-back', by, subject: employeeId }];
  }
}
