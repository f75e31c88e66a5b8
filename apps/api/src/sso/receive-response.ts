import { randomUUID } from 'node:crypto';
import type { SsoSettings } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Tenant } from '../database/index.js';
import { SsoEntry } from '../entry/index.js';
import type { Connection } from './connection.js';
import { Connections } from './connections.js';
import { insertResult, rememberMessage } from './result-rows.js';
import { returnPath } from './return-path.js';
import type { SignInResult } from './sign-in-result.js';
import { decodeMessage, readResponse, Refusal } from './strict/index.js';
import { verificationHash } from './verification-hash.js';
import { type Verified, verifyResponse } from './verify-response.js';

const RESULT_SECONDS = 60;
/** Beyond its own end an assertion is too old by a minute more than clocks may differ. */
const REMEMBER_MS = 2 * 60_000;

/** What is known of a response that is refused, for the log and for whoever tests. */
export interface Claimed {
  readonly connection: Connection;
  readonly test: boolean;
}

/**
 * Verifies a posted response twice, by our own rules and by passport's strategy, and spends its request and its assertion
 * in one transaction: of any number of copies at once one wins. Answers a one-time code for the browser that asked.
 */
@Injectable()
export class ReceiveResponse {
  constructor(
    private readonly connections: Connections,
    private readonly entry: SsoEntry,
    private readonly tenant: Tenant,
  ) {}

  /** `claimed` is told as soon as it is known. @throws Refusal */
  async run(
    known: Connection,
    request: Request,
    response: Response,
    claimed: (what: Claimed) => void,
  ): Promise<string> {
    const form = (request.body ?? {}) as Record<string, unknown>;
    const inQuery = Object.keys(request.query).some((name) => name.startsWith('SAML'));
    if (inQuery) throw new Refusal('structure', 'A response comes in the form, not in the address.');
    const posted = readResponse(decodeMessage(form['SAMLResponse']));
    const open = await this.entry.openRequest(posted.requestId);
    const isOurs = open?.companyId === known.companyId && open.subject === known.id;
    if (!open || !isOurs) {
      const why = 'The request that it answers is not open: it was answered already, or it is too old.';
      throw new Refusal('replayed', why);
    }
    claimed({ connection: known, test: open.test });
    // A draft may have changed a moment ago.
    const connection = open.test ? ((await this.connections.find(known.id)) ?? known) : known;
    const settings = this.connections.settings(connection, open.test);
    if (!settings) throw new Refusal('switched-off', 'Nobody signs in by this connection.');
    const parts = this.connections.parts(connection, settings, posted.requestId);
    const verified = await verifyResponse(posted, parts, { request, response });
    const result = {
      ...resultOf(verified, settings),
      test: open.test,
      returnTo: returnPath(form['RelayState']),
    };
    const { assertionId, validUntil } = verified.vouched;
    const assertion = { id: assertionId, until: new Date(validUntil + REMEMBER_MS) };
    return this.spend(connection, posted.requestId, result, assertion);
  }

  private spend(
    { companyId, id: connectionId }: Connection,
    requestId: string,
    result: SignInResult,
    assertion: { readonly id: string; readonly until: Date },
  ): Promise<string> {
    return this.tenant.run(companyId, async (db) => {
      const request = await this.entry.consumeRequest(db, requestId);
      const isNew = await rememberMessage(db, companyId, { connectionId, ...assertion });
      if (!request || !isNew) throw new Refusal('replayed', 'This response was accepted already.');
      const id = randomUUID();
      await insertResult(db, companyId, { id, connectionId, result }, RESULT_SECONDS);
      return this.entry.addCode(db, { companyId, resultId: id, browserHash: request.browserHash });
    });
  }
}

const resultOf = (
  { vouched, signed, encrypted }: Verified,
  settings: SsoSettings,
): Omit<SignInResult, 'test' | 'returnTo'> => ({
  verifiedWith: verificationHash(settings),
  idpEntityId: settings.idpEntityId,
  nameId: vouched.nameId,
  nameIdFormat: vouched.nameIdFormat,
  sessionIndex: vouched.sessionIndex ?? null,
  sessionEndsAt: vouched.sessionEndsAt ?? null,
  signed,
  encrypted,
  attributes: [...vouched.attributes].map(([name, values]) => ({ name, values })),
});
