import { randomUUID } from 'node:crypto';
import type { LeaverDetail } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditEvent, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { LeaverEntry } from '../entry/index.js';
import type { SessionCaller } from '../http/index.js';
import { People } from '../people/index.js';
import { DomainError, notFound } from '../problems/index.js';
import { erasureOf } from './erasure/erasure-rows.js';
import { insertHold, liftHoldRow, renewHold, standingHold } from './hold-rows.js';
import { erasureBegun } from './leavers.js';
import { ShowLeavers } from './show-leavers.js';
import { beginOf, dayOf, daysAfter, extendableUntil } from './term.js';
import { accessDays, moveAccess, setAccessDays, type Term, termOf } from './term-rows.js';
import { USUAL_DAYS } from './term.js';

/** A hold is looked at again within half a year: nothing is kept because somebody forgot it. */
const LONGEST_REVIEW_DAYS = 180;

const outside = (path: string, message: string): DomainError =>
  new DomainError('request-invalid', 'Something in the request is not valid. Nothing was changed.', {
    issues: [{ path, message }],
  });

/** What the company decides about its leavers: how long, and what keeps an erasure back. */
@Injectable()
export class ChangeLeavers {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly entry: LeaverEntry,
    private readonly show: ShowLeavers,
    private readonly audit: Audit,
  ) {}

  /** Longer, never shorter than was said. @throws DomainError `not-found`, `erasure-begun`, `request-invalid` */
  extend(caller: SessionCaller, id: string, accessUntil: string): Promise<LeaverDetail> {
    return this.changing(caller, id, async (db, companyId, term) => {
      const most = extendableUntil(term);
      const least = [daysAfter(term.accessUntil, 1), dayOf(new Date())].sort().at(-1) as string;
      if (accessUntil < least || accessUntil > most)
        throw outside('accessUntil', `a day from ${least} to ${most}`);
      const end = beginOf(daysAfter(accessUntil, 1));
      await moveAccess(db, companyId, id, { accessUntil, end });
      await this.entry.moveExpiry(db, { companyId, subject: id }, end);
      const details = { accessUntil, formerAccessUntil: term.accessUntil };
      return [{ action: 'leaver.access-extended', by: doerOf(caller), subject: id, details }];
    });
  }

  /** Places a hold, or keeps the one that stands for longer. @throws as `extend` */
  hold(
    caller: SessionCaller,
    id: string,
    wanted: { reason: string; reviewBy: string },
  ): Promise<LeaverDetail> {
    return this.changing(caller, id, async (db, companyId) => {
      const today = dayOf(new Date());
      const [least, most] = [daysAfter(today, 1), daysAfter(today, LONGEST_REVIEW_DAYS)];
      if (wanted.reviewBy < least || wanted.reviewBy > most)
        throw outside('reviewBy', `a day from ${least} to ${most}`);
      const standing = await standingHold(db, companyId, id);
      const holdId = standing?.id ?? randomUUID();
      if (standing) await renewHold(db, companyId, { id: holdId, ...wanted });
      else {
        const hold = { id: holdId, ...wanted, placedOn: today };
        await insertHold(db, companyId, { ...hold, employeeId: id, by: caller.employeeId });
      }
      const details = { reviewBy: wanted.reviewBy, renewed: standing !== undefined };
      const object = { kind: 'hold', id: holdId };
      return [{ action: 'leaver.held', by: doerOf(caller), subject: id, object, details }];
    });
  }

  /** What is due is erased from then on. @throws DomainError `not-found` where none stands */
  lift(caller: SessionCaller, id: string): Promise<LeaverDetail> {
    return this.changing(caller, id, async (db, companyId) => {
      const standing = await standingHold(db, companyId, id);
      if (!standing) throw notFound();
      await liftHoldRow(db, companyId, standing.id, { on: dayOf(new Date()), by: caller.employeeId });
      const object = { kind: 'hold', id: standing.id };
      return [{ action: 'leaver.hold-lifted', by: doerOf(caller), subject: id, object }];
    });
  }

  terms(companyId: string): Promise<{ accessDays: number }> {
    return this.tenant.run(companyId, async (db) => ({
      accessDays: (await accessDays(db, companyId)) ?? USUAL_DAYS,
    }));
  }

  /** For who leaves from then on: nobody's term becomes another one than they were told. */
  changeTerms(caller: SessionCaller, days: number): Promise<{ accessDays: number }> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const former = (await accessDays(db, companyId)) ?? USUAL_DAYS;
      await setAccessDays(db, companyId, days);
      const details = { accessDays: days, formerAccessDays: former };
      if (former !== days)
        await this.audit.append(db, companyId, {
          ...{ action: 'leaver.terms-changed', by: doerOf(caller), details },
        });
      return { accessDays: days };
    });
  }

  /** Under the person's lock, so that an erasure either has begun before or waits and looks again. */
  private changing(
    caller: SessionCaller,
    id: string,
    change: (db: EntityManager, companyId: string, term: Term) => Promise<AuditEvent[]>,
  ): Promise<LeaverDetail> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      if (!(await this.people.lockedEmployee(db, companyId, id))) throw notFound();
      if (await erasureOf(db, companyId, id)) throw erasureBegun();
      const term = await termOf(db, companyId, id);
      if (!term) throw notFound();
      const events = await change(db, companyId, term);
      const detail = await this.show.inTransaction(db, companyId, id);
      await this.audit.append(db, companyId, ...events);
      return detail;
    });
  }
}
