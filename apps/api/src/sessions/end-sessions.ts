import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type Doer } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { Entry } from '../entry/index.js';
import { deleteOpenSessions, openSessionById } from './open-session-rows.js';
import { SingleLogout } from './single-logout.js';

/** Ends sessions: one's own at sign-out, and by id those that somebody revokes. */
@Injectable()
export class EndSessions {
  constructor(
    private readonly entry: Entry,
    private readonly tenant: Tenant,
    private readonly audit: Audit,
    private readonly singleLogout: SingleLogout,
  ) {}

  /** Joins a transaction. The next request with one of these sessions is refused, on every server. */
  async inTransaction(db: EntityManager, companyId: string, sessionIds: readonly string[]): Promise<number> {
    await deleteOpenSessions(db, companyId, sessionIds);
    return this.entry.closeSessions(db, companyId, sessionIds);
  }

  /** Signs out. Answers where the browser goes to be signed out at the identity provider too, if it offers that. */
  async signOut(token: string, requestId: string): Promise<string | undefined> {
    const session = await this.entry.session(token);
    if (!session) return undefined;
    const { companyId, subject, sessionId } = session;
    return this.tenant.run(companyId, async (db) => {
      const open = await openSessionById(db, companyId, sessionId);
      const next = open && (await this.singleLogout.start(db, companyId, open));
      await this.inTransaction(db, companyId, [sessionId]);
      const by: Doer = { kind: 'nobody', requestId };
      await this.audit.append(db, companyId, { action: 'sign-out', by, subject });
      return next;
    });
  }
}
