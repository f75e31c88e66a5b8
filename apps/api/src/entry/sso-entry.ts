import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { API_DATA_SOURCE } from '../database/tenant.js';
import type { EntryRow } from './entry-rows.js';
import * as rows from './sso-rows.js';
import { newToken, tokenHash } from './token-hash.js';

/** A person may take ten minutes at the identity provider (a second factor, a forgotten password). */
const REQUEST_SECONDS = 600;
/** The browser follows at once. */
const CODE_SECONDS = 60;

/** What single sign-on has to find before it knows the company. Ids, request ids, codes and cookies only as hashes. */
@Injectable()
export class SsoEntry {
  constructor(@Inject(API_DATA_SOURCE) private readonly source: DataSource) {}

  addConnection(db: EntityManager, companyId: string, id: string): Promise<void> {
    return rows.insertConnection(db, tokenHash(id), { companyId, subject: id });
  }

  connection(id: string): Promise<EntryRow | undefined> {
    return rows.connection(this.source, tokenHash(id));
  }

  setLive(db: EntityManager, id: string, live: boolean): Promise<void> {
    return rows.setConnectionLive(db, tokenHash(id), live);
  }

  removeConnection(db: EntityManager, id: string): Promise<void> {
    return rows.deleteConnection(db, tokenHash(id));
  }

  /** The connection that everybody here signs in by, where there is no doubt about it. */
  onlyLiveConnection(): Promise<string | undefined> {
    return rows.onlyLiveConnection(this.source);
  }

  addRequest(
    requestId: string,
    browser: string,
    request: { companyId: string; connectionId: string; test: boolean },
  ): Promise<void> {
    const { companyId, connectionId, test } = request;
    const row = { companyId, subject: connectionId, browserHash: tokenHash(browser), test };
    return rows.insertRequest(this.source, tokenHash(requestId), row, REQUEST_SECONDS);
  }

  openRequest(requestId: string): Promise<rows.SsoRequestEntry | undefined> {
    return rows.openRequest(this.source, tokenHash(requestId));
  }

  consumeRequest(db: EntityManager, requestId: string): Promise<rows.SsoRequestEntry | undefined> {
    return rows.consumeRequest(db, tokenHash(requestId));
  }

  /** Answers the code: 256 bits, for the redirect only. `browserHash` is that of the request. */
  async addCode(
    db: EntityManager,
    row: { companyId: string; resultId: string; browserHash: Buffer },
  ): Promise<string> {
    const code = newToken('hfc', 32);
    const { companyId, resultId: subject, browserHash } = row;
    await rows.insertCode(db, tokenHash(code), { companyId, subject, browserHash }, CODE_SECONDS);
    return code;
  }

  /** Spends the code. `sameBrowser`: it came from the browser that asked to sign in. */
  async consumeCode(
    code: string,
    browser: string | undefined,
  ): Promise<(EntryRow & { sameBrowser: boolean }) | undefined> {
    const taken = await rows.consumeCode(this.source, tokenHash(code));
    if (!taken) return undefined;
    const sameBrowser = browser !== undefined && tokenHash(browser).equals(taken.browserHash);
    return { companyId: taken.companyId, subject: taken.subject, sameBrowser };
  }

  deleteExpired(): Promise<void> {
    return rows.deleteExpiredSso(this.source);
  }
}
