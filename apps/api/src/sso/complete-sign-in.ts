import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { SsoEntry } from '../entry/index.js';
import { OpenSession, type Visit } from '../sessions/index.js';
import type { Connection } from './connection.js';
import { Connections } from './connections.js';
import { mapPerson } from './map-person.js';
import { RecognisePerson } from './recognise-person.js';
import { takeResult } from './result-rows.js';
import type { SignInResult } from './sign-in-result.js';
import { Refusal } from './strict/index.js';

export type Completed =
  | { readonly kind: 'signed-in'; readonly token: string; readonly returnTo: string }
  | { readonly kind: 'test'; readonly connection: Connection; readonly result: SignInResult };

/**
 * Gives the session to the browser that asked for it, by the one-time code of its verified response. Another browser with
 * the code gets nothing, and the code is spent: that is a login that somebody wants to push on somebody else.
 */
@Injectable()
export class CompleteSignIn {
  constructor(
    private readonly entry: SsoEntry,
    private readonly tenant: Tenant,
    private readonly connections: Connections,
    private readonly recognise: RecognisePerson,
    private readonly sessions: OpenSession,
    private readonly audit: Audit,
  ) {}

  /** `claimed` is told the connection as soon as it is known. @throws Refusal */
  async run(
    code: string,
    browser: string | undefined,
    visit: Visit,
    claimed: (connection: Connection) => void,
  ): Promise<Completed> {
    const taken = await this.entry.consumeCode(code, browser);
    if (!taken) throw new Refusal('replayed', 'This sign-in was completed already, or it took too long.');
    const { companyId, subject: resultId, sameBrowser } = taken;
    return this.tenant.run(companyId, async (db) => {
      const found = await takeResult(db, companyId, resultId);
      const connection = found && (await this.connections.one(db, companyId, found.connectionId));
      if (!connection) throw new Refusal('replayed', 'This sign-in took too long.');
      claimed(connection);
      if (!sameBrowser)
        throw new Refusal(
          'other-browser',
          'The sign-in was begun in another browser, or its cookie is gone.',
        );
      const { result } = found;
      if (result.test) return { kind: 'test', connection, result };
      return this.signIn(db, connection, result, visit);
    });
  }

  private async signIn(
    db: EntityManager,
    connection: Connection,
    result: SignInResult,
    { browser, requestId }: Visit,
  ): Promise<Completed> {
    const { companyId, id: connectionId, live: settings } = connection;
    // Switched off, or to another provider, since the browser left for it.
    if (!settings || settings.idpEntityId !== result.idpEntityId)
      throw new Refusal('switched-off', 'Nobody signs in by this connection any longer.');
    const attributes = new Map(result.attributes.map(({ name, values }) => [name, values]));
    const mapped = mapPerson(attributes, settings);
    const { idpEntityId, nameId } = result;
    const identity = { idpEntityId, nameId };
    const known = { identity, mapped, settings, requestId };
    const { employee, events } = await this.recognise.run(db, companyId, known);
    const seconds =
      result.sessionEndsAt === null
        ? undefined
        : Math.max(60, Math.floor((result.sessionEndsAt - Date.now()) / 1000));
    const { token } = await this.sessions.open(db, companyId, employee, {
      method: 'sso',
      browser,
      connectionId,
      nameId,
      sessionIndex: result.sessionIndex ?? undefined,
      seconds,
    });
    const by = { kind: 'person', id: employee.id, role: employee.role, requestId } as const;
    const object = { kind: 'sso-connection', id: connectionId };
    const signedIn = { action: 'sign-in.succeeded', by, subject: employee.id, object } as const;
    await this.audit.append(db, companyId, ...events, signedIn);
    return { kind: 'signed-in', token, returnTo: result.returnTo };
  }
}
