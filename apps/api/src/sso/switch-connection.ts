import type { SsoConnection } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { SsoEntry } from '../entry/index.js';
import type { SessionCaller } from '../http/index.js';
import { DomainError } from '../problems/index.js';
import { EndSessions, openSessionsOfConnection } from '../sessions/index.js';
import { ChangeConnection } from './change-connection.js';
import { testCounts } from './show-connection.js';

/** Lets people sign in by a connection, or no longer. */
@Injectable()
export class SwitchConnection {
  constructor(
    private readonly connections: ChangeConnection,
    private readonly entry: SsoEntry,
    private readonly sessions: EndSessions,
  ) {}

  /** @throws DomainError `not-found`, `sso-not-tested`: what has not passed a test login as it stands stays off */
  on(caller: SessionCaller, id: string): Promise<SsoConnection> {
    return this.connections.run(caller, id, async (connection, db) => {
      if (!connection.draft || !testCounts(connection) || !connection.test?.passed) {
        throw new DomainError(
          'sso-not-tested',
          'These settings have not passed a test login as they stand. Nothing was changed; what people sign in by goes on.',
        );
      }
      await this.entry.setLive(db, id, true);
      const to = { ...connection, live: connection.draft, draft: null, test: null, testedHash: null };
      return { to, action: 'sso.switched-on' };
    });
  }

  /** Its settings become the draft again, with the test that they passed. */
  off(caller: SessionCaller, id: string, { endSessions }: { endSessions: boolean }): Promise<SsoConnection> {
    return this.connections.run(caller, id, async (connection, db) => {
      await this.entry.setLive(db, id, false);
      let ended = 0;
      if (endSessions) {
        const ids = await openSessionsOfConnection(db, caller.companyId, id);
        ended = await this.sessions.inTransaction(db, caller.companyId, ids);
      }
      const to = { ...connection, live: null, draft: connection.draft ?? connection.live };
      return { to, action: 'sso.switched-off', details: { endedSessions: ended } };
    });
  }
}
