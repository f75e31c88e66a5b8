import { Injectable } from '@nestjs/common';
import { Audit, type Doer } from '../audit/index.js';
import { Tenant } from '../database/tenant.js';
import { Entry } from '../entry/index.js';
import { People } from '../people/index.js';
import { EndSessions } from './end-sessions.js';
import { openSessionById } from './open-session-rows.js';
import { SingleSignOn } from './single-sign-on.js';

/** Ends the session of a token. */
@Injectable()
export class SignOut {
  constructor(
    private readonly entry: Entry,
    private readonly tenant: Tenant,
    private readonly audit: Audit,
    private readonly sessions: EndSessions,
    private readonly singleSignOn: SingleSignOn,
    private readonly people: People,
  ) {}

  /** Answers where the browser goes to be signed out at the identity provider too, if it offers that. */
  async run(token: string, requestId: string): Promise<string | undefined> {
    const session = await this.entry.session(token);
    if (!session) return undefined;
    const { companyId, subject, sessionId } = session;
    return this.tenant.run(companyId, async (db) => {
      const open = await openSessionById(db, companyId, sessionId);
      const next = open && (await this.singleSignOn.logoutUrl(db, companyId, open));
      await this.sessions.inTransaction(db, companyId, [sessionId]);
      const employee = await this.people.employee(db, companyId, subject);
      const by: Doer = employee
        ? { kind: 'person', id: subject, role: employee.role, requestId }
        : { kind: 'nobody', requestId };
      await this.audit.append(db, companyId, { action: 'sign-out', by, subject });
      return next;
    });
  }
}
