import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Entry } from '../entry/index.js';
import { type OpenSessionRow, openSessionsOf } from './open-session-rows.js';

/** The open sessions of one person. */
@Injectable()
export class PersonSessions {
  constructor(private readonly entry: Entry) {}

  /** Joins a transaction. Newest first; one that has expired is not in it, swept or not. */
  async live(
    db: EntityManager,
    companyId: string,
    employeeId: string,
  ): Promise<(OpenSessionRow & { openedAt: Date })[]> {
    const live = new Set(await this.entry.liveSessionIds(db, { companyId, subject: employeeId }));
    return (await openSessionsOf(db, companyId, employeeId)).filter(({ id }) => live.has(id));
  }
}
