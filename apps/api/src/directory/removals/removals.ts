import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AuditEvent, Doer } from '../../audit/index.js';
import { Leavers } from '../../leavers/index.js';
import { lastOwner, People } from '../../people/index.js';
import * as rows from './removal-rows.js';

/** So many removals within a window are never held: in a small company one leaver is already a tenth. */
const NEVER_HELD = 5;
/** A count is good for an hour; before somebody is held it is looked at again, once a minute at most. */
const COUNT_SECONDS = 3600;
const RECOUNT_SECONDS = 60;

/**
 * Removals that the directory asks for. Past a share of the company within a window they are held: a directory that drops
 * everybody by mistake cuts off nobody here before a person has said so. Removals of a company wait for each other, so the
 * limit is exact; one removal costs a few rows, however many there were.
 *
 * Locks are taken in one order: {@link begin} first, then the person.
 */
@Injectable()
export class Removals {
  constructor(
    private readonly people: People,
    private readonly leavers: Leavers,
  ) {}

  /** Before anybody is locked who may be removed. */
  async begin(db: EntityManager, companyId: string): Promise<void> {
    await rows.lockRemovals(db, companyId);
    await this.people.lockActiveOwners(db, companyId);
  }

  /**
   * Carries a removal out or holds it; who has left already is left as they are. Answers the events for the log.
   * @throws DomainError `last-owner`
   */
  async ask(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    { cause, by }: { readonly cause: rows.HeldCause; readonly by: Doer },
  ): Promise<AuditEvent[]> {
    const state = await rows.lockRemovals(db, companyId);
    const owners = await this.people.lockActiveOwners(db, companyId);
    const employee = await this.people.lockedEmployee(db, companyId, employeeId);
    if (!employee?.active) return [];
    if (owners.length === 1 && owners[0] === employeeId) throw lastOwner();
    if (await this.isPastLimit(db, companyId, state)) {
      const isNew = await rows.hold(db, companyId, employeeId, cause);
      return isNew ? [{ action: 'directory.removal-held', by, subject: employeeId, details: { cause } }] : [];
    }
    await rows.countRemoval(db, companyId, state.removed + 1, state.windowHours);
    await rows.letGo(db, companyId, employeeId);
    return this.leavers.begin(db, companyId, employeeId, { cause, by });
  }

  /** The directory says that somebody is active: a removal that was held is none any more, a leaver is back. */
  async undo(
    db: EntityManager,
    companyId: string,
    employeeId: string,
    { by }: { readonly by: Doer },
  ): Promise<AuditEvent[]> {
    const withdrawn = await rows.letGo(db, companyId, employeeId);
    return [
      ...(withdrawn ? [{ action: 'directory.removal-withdrawn', by, subject: employeeId } as const] : []),
      ...(await this.leavers.takeBack(db, companyId, employeeId, { by })),
    ];
  }

  private async isPastLimit(
    db: EntityManager,
    companyId: string,
    { removed, basis, countedAgo, sharePercent, windowHours }: rows.RemovalState,
  ): Promise<boolean> {
    const past = (people: number): Promise<boolean> | false => {
      const limit = Math.max(NEVER_HELD, Math.floor((people * sharePercent) / 100));
      // The one that was as many removals ago as the limit allows: is it within the window, the window is full.
      const number = removed - limit + 1;
      return number >= 1 && rows.isWithinWindow(db, companyId, number, windowHours);
    };
    const stale = (seconds: number): boolean => countedAgo === null || countedAgo > seconds;
    const recount = (): Promise<number> => rows.countBasis(db, companyId, windowHours);
    if (stale(COUNT_SECONDS)) return past(await recount());
    if (!(await past(basis))) return false;
    return stale(RECOUNT_SECONDS) ? past(await recount()) : true;
  }
}
