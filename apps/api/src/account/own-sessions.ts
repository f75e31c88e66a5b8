import type { OwnSession } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import type { SessionCaller } from '../http/caller.js';
import { People } from '../people/index.js';
import { notFound } from '../problems/domain-error.js';
import { EndSessions, PersonSessions } from '../sessions/index.js';

/** A person's sessions: to see them, to end them, and to have them ended by IT. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly persons: PersonSessions,
    private readonly end: EndSessions,
    private readonly audit: Audit,
  ) {}

  list({ companyId, employeeId, sessionId }: SessionCaller): Promise<z.infer<typeof OwnSession>[]> {
    return this.tenant.run(companyId, async (db) => {
      const sessions = await this.persons.live(db, companyId, employeeId);
      return sessions.map(({ id, method, browser, openedAt }) => ({
        ...{ id, method, browser },
        openedAt: openedAt.toISOString(),
        current: id === sessionId,
      }));
    });
  }

  /** Throws `not-found`, also for a session of somebody else. */
  endOne(caller: SessionCaller, id: string): Promise<number> {
    return this.ending(caller, caller.employeeId, async (db) => {
      const sessions = await this.persons.live(db, caller.companyId, caller.employeeId);
      if (!sessions.some((session) => session.id === id)) throw notFound();
      return [id];
    });
  }

  endOthers(caller: SessionCaller): Promise<number> {
    return this.ending(caller, caller.employeeId, (db) => this.othersOf(db, caller));
  }

  /** Joins the transaction of what makes one's other sessions doubtful, which puts it on record. Answers how many. */
  async endOthersIn(db: EntityManager, caller: SessionCaller): Promise<number> {
    return this.end.inTransaction(db, caller.companyId, await this.othersOf(db, caller));
  }

  /** Throws `not-found`. */
  endAllOf(caller: SessionCaller, employeeId: string): Promise<number> {
    const { companyId } = caller;
    return this.ending(caller, employeeId, async (db) => {
      if (!(await this.people.employee(db, companyId, employeeId))) throw notFound();
      return (await this.persons.live(db, companyId, employeeId)).map(({ id }) => id);
    });
  }

  private async othersOf(db: EntityManager, caller: SessionCaller): Promise<string[]> {
    const sessions = await this.persons.live(db, caller.companyId, caller.employeeId);
    return sessions.map(({ id }) => id).filter((id) => id !== caller.sessionId);
  }

  private ending(
    caller: SessionCaller,
    subject: string,
    choose: (db: EntityManager) => Promise<string[]>,
  ): Promise<number> {
    const { companyId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const sessions = await this.end.inTransaction(db, companyId, await choose(db));
      const event = { action: 'session.revoked', by: doerOf(caller), subject } as const;
      await this.audit.append(db, companyId, { ...event, details: { sessions } });
      return sessions;
    });
  }
}
