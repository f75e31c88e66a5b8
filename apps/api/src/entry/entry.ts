import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SecretKey } from '../configuration/index.js';
import { API_DATA_SOURCE } from '../database/tenant.js';
import * as rows from './entry-rows.js';
import * as sessions from './session-rows.js';
import { newToken, tokenHash } from './token-hash.js';

/** A session ends after 12 hours whatever happens, or after one hour in which nothing was asked. */
export const SESSION_SECONDS = 12 * 3600;
export const SESSION_IDLE_SECONDS = 3600;
const ENROLMENT_TOKEN_SECONDS = 24 * 3600;
const SETUP_TOKEN_SECONDS = 3600;

/**
 * What is known before the company is: companies by id, and tokens by their SHA-256. Methods that take `db` join the
 * transaction of the use case, so a token is spent exactly when what it was spent on is kept.
 */
@Injectable()
export class Entry {
  constructor(
    @Inject(API_DATA_SOURCE) private readonly source: DataSource,
    private readonly secretKey: SecretKey,
  ) {}

  companyIds(): Promise<string[]> {
    return rows.companyIds(this.source);
  }

  addCompany(db: EntityManager, companyId: string): Promise<void> {
    return rows.insertCompany(db, companyId);
  }

  /** Answers the session's token: 256 bits, for the cookie only. It ends earlier than usual if `seconds` says so. */
  async openSession(db: EntityManager, entry: sessions.SessionEntry, seconds?: number): Promise<string> {
    const token = newToken('hfs', 32);
    const absolute = Math.min(seconds ?? SESSION_SECONDS, SESSION_SECONDS);
    await sessions.insertSession(db, tokenHash(token), entry, absolute, SESSION_IDLE_SECONDS);
    return token;
  }

  /** The live session of a token; moves its idle limit at most once a minute. */
  async session(token: string): Promise<sessions.SessionEntry | undefined> {
    const hash = tokenHash(token);
    const found = await sessions.liveSession(this.source, hash, SESSION_IDLE_SECONDS);
    if (found?.stale) await sessions.touchSession(this.source, hash, SESSION_IDLE_SECONDS);
    return found;
  }

  liveSessionIds(db: EntityManager, entry: rows.EntryRow): Promise<string[]> {
    return sessions.liveSessionIds(db, entry);
  }

  closeSessions(db: EntityManager, companyId: string, sessionIds: readonly string[]): Promise<number> {
    return sessions.deleteSessions(db, companyId, sessionIds);
  }

  /** Companies that have sessions past one of their limits. */
  companiesWithExpiredSessions(): Promise<string[]> {
    return sessions.companiesWithExpired(this.source);
  }

  /** Removes a company's expired sessions; answers their ids. */
  takeExpiredSessions(db: EntityManager, companyId: string): Promise<string[]> {
    return sessions.deleteExpired(db, companyId);
  }

  async addEnrolmentToken(
    db: EntityManager,
    entry: rows.EntryRow,
  ): Promise<{ token: string; expiresAt: Date }> {
    const token = newToken('hfe', 32);
    const expiresAt = await rows.insertEnrolmentToken(db, tokenHash(token), entry, ENROLMENT_TOKEN_SECONDS);
    return { token, expiresAt };
  }

  /** One for each employee, in their order. */
  async addEnrolmentTokens(
    db: EntityManager,
    companyId: string,
    employeeIds: readonly string[],
  ): Promise<{ tokens: string[]; expiresAt: Date }> {
    const tokens = employeeIds.map(() => newToken('hfe', 32));
    const hashes = tokens.map(tokenHash);
    const seconds = ENROLMENT_TOKEN_SECONDS;
    return {
      tokens,
      expiresAt: await rows.insertEnrolmentTokens(db, hashes, companyId, employeeIds, seconds),
    };
  }

  enrolmentToken(token: string): Promise<(rows.EntryRow & { expired: boolean }) | undefined> {
    return rows.enrolmentToken(this.source, tokenHash(token));
  }

  consumeEnrolmentToken(db: EntityManager, token: string): Promise<boolean> {
    return rows.consumeEnrolmentToken(db, tokenHash(token));
  }

  /** A fresh setup token, 128 bits; the company's earlier ones end. */
  replaceSetupToken(companyId: string): Promise<string> {
    return this.source.transaction((db) => this.makeSetupToken(db, companyId, SETUP_TOKEN_SECONDS));
  }

  /** The same, joining a transaction; good for `seconds`. */
  async makeSetupToken(db: EntityManager, companyId: string, seconds: number): Promise<string> {
    const token = newToken('hfset', 16);
    await rows.replaceSetupToken(db, tokenHash(token), companyId, seconds);
    return token;
  }

  /** Whether a company is there whose owner has not come yet; undefined: there is no such company. */
  async waitsForOwner(db: EntityManager, companyId: string): Promise<boolean | undefined> {
    if (!(await rows.isCompany(db, companyId))) return undefined;
    return !(await rows.companyHasAccount(db, companyId));
  }

  setupTokenCompany(token: string): Promise<string | undefined> {
    return rows.setupTokenCompany(this.source, tokenHash(token));
  }

  consumeSetupToken(db: EntityManager, token: string): Promise<boolean> {
    return rows.consumeSetupToken(db, tokenHash(token));
  }

  /** True for exactly one of any number of callers with this ticket. `expiresAt`: when nobody would take it anyway. */
  spendTicket(db: EntityManager, ticket: string, expiresAt: Date): Promise<boolean> {
    return rows.spendTicket(db, tokenHash(ticket), expiresAt);
  }

  addAccount(db: EntityManager, email: string, entry: rows.EntryRow): Promise<void> {
    return rows.insertAccount(db, this.emailHash(email), entry);
  }

  accountsOf(email: string): Promise<rows.EntryRow[]> {
    return rows.accountsOf(this.source, this.emailHash(email));
  }

  hasAnyAccount(): Promise<boolean> {
    return rows.anyAccount(this.source);
  }

  deleteExpired(): Promise<void> {
    return rows.deleteExpired(this.source);
  }

  private emailHash(email: string): Buffer {
    return this.secretKey.keyedHash('account-email', email.trim().toLowerCase());
  }
}
