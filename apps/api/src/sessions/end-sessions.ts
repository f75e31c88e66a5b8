import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Entry } from '../entry/index.js';
import { deleteOpenSessions, openSessionsOf } from './open-session-rows.js';

/** Ends sessions by their ids. The next request with one of them is refused, on every server. */
@Injectable()
export class EndSessions {
  constructor(private readonly entry: Entry) {}

  /** Joins a transaction. Answers how many were still open. */
  async inTransaction(db: EntityManager, companyId: string, sessionIds: readonly string[]): Promise<number> {
    await deleteOpenSessions(db, companyId, sessionIds);
    return this.entry.closeSessions(db, companyId, sessionIds);
  }

  /** All of one person. Joins a transaction. Answers how many were still open. */
  async allOf(db: EntityManager, companyId: string, employeeId: string): Promise<number> {
    const sessions = await openSessionsOf(db, companyId, employeeId);
    return this.inTransaction(
      db,
      companyId,
      sessions.map(({ id }) => id),
    );
  }
}
