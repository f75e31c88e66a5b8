import { randomBytes } from 'node:crypto';
import { SAML } from '@node-saml/passport-saml';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { SsoEntry } from '../entry/index.js';
import { EndSessions, type OpenSessionRow, openSessionsByNameId, SingleSignOn } from '../sessions/index.js';
import { certificatePem } from './certificates.js';
import type { Connection } from './connection.js';
import { Connections } from './connections.js';
import { rememberMessage } from './result-rows.js';
import { samlOptions } from './strategy.js';
import { inspectLogout, Refusal } from './strict/index.js';

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const newId = (): string => `_${randomBytes(20).toString('hex')}`;

/** Ends sessions on both sides: ours goes to the provider, the provider's comes to us. */
@Injectable()
export class SingleLogout extends SingleSignOn {
  constructor(
    private readonly connections: Connections,
    private readonly entry: SsoEntry,
    private readonly tenant: Tenant,
    private readonly sessions: EndSessions,
    private readonly audit: Audit,
  ) {
    super();
  }

  async everybody(): Promise<{ signInUrl: string } | null> {
    const id = await this.entry.onlyLiveConnection();
    return id === undefined ? null : { signInUrl: this.connections.us(id).signInUrl };
  }

  /** Our signed LogoutRequest by redirect. Its answer changes nothing here: our session has ended before. */
  async logoutUrl(
    db: EntityManager,
    companyId: string,
    session: OpenSessionRow,
  ): Promise<string | undefined> {
    const { connectionId, nameId, sessionIndex } = session;
    const connection = connectionId ? await this.connections.one(db, companyId, connectionId) : undefined;
    const settings = connection?.live;
    if (!connection || !settings?.sloUrl || !nameId) return undefined;
    const saml = new SAML(samlOptions(this.connections.parts(connection, settings, newId())));
    const person = { issuer: settings.idpEntityId, nameID: nameId, nameIDFormat: PERSISTENT };
    return saml.getLogoutUrlAsync({ ...person, ...(sessionIndex ? { sessionIndex } : {}) }, '', {});
  }

  /**
   * Ends what a signed LogoutRequest of the provider asks for. Answers where the browser brings our LogoutResponse.
   * @throws Refusal
   */
  async requested(
    connection: Connection,
    message: Parameters<typeof inspectLogout>[0],
    relayState: string,
    requestId: string,
  ): Promise<string | undefined> {
    const { companyId, id: connectionId, live: settings } = connection;
    if (!settings) throw new Refusal('switched-off', 'Nobody signs in by this connection.');
    const asked = inspectLogout(message, {
      idpEntityId: settings.idpEntityId,
      destination: this.connections.us(connectionId).sloUrl,
      certificates: settings.certificates.map(certificatePem),
      now: Date.now(),
    });
    const { id, nameId, sessionIndex } = asked;
    await this.tenant.run(companyId, async (db) => {
      const until = new Date(asked.validUntil + 60_000);
      if (!(await rememberMessage(db, companyId, { connectionId, id, until })))
        throw new Refusal('replayed', 'This request was carried out already.');
      const found = await openSessionsByNameId(db, companyId, { connectionId, nameId, sessionIndex });
      const ids = found.map((session) => session.id);
      await this.sessions.inTransaction(db, companyId, ids);
      const by = { kind: 'nobody', requestId } as const;
      const details = { by: 'identity-provider', sessions: ids.length };
      const subject = found[0]?.employeeId;
      await this.audit.append(db, companyId, { action: 'sign-out', by, subject, details });
    });
    if (!settings.sloUrl) return undefined;
    const saml = new SAML(samlOptions(this.connections.parts(connection, settings, newId())));
    return saml.getLogoutResponseUrlAsync({ ID: id } as never, relayState, {}, true);
  }
}
