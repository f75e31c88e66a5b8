import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { API_DATA_SOURCE } from '../database/tenant.js';
import * as rows from './operator-entry-rows.js';
import { newToken, tokenHash } from './token-hash.js';

/** Shorter than a person's: whoever has it makes companies. */
const SESSION_SECONDS = 8 * 3600;
const SESSION_IDLE_SECONDS = 1800;
const FIRST_TOKEN_SECONDS = 3600;
const TOKEN_SECONDS = 72 * 3600;

/**
 * Sessions and one-time tokens of operators. Tables of their own, so that no token of an operator is ever looked up as
 * one of a person of a company, or the other way round.
 */
@Injectable()
export class OperatorEntry {
  constructor(@Inject(API_DATA_SOURCE) private readonly source: DataSource) {}

  /** Answers the session's token: 256 bits, for the cookie only. */
  async openSession(db: EntityManager, operatorId: string): Promise<string> {
    const token = newToken('hfo', 32);
    const limits = { seconds: SESSION_SECONDS, idleSeconds: SESSION_IDLE_SECONDS };
    await rows.insertOperatorSession(db, tokenHash(token), operatorId, limits);
    return token;
  }

  /** Whose live session a token is; moves its idle limit at most once a minute. */
  async session(token: string): Promise<string | undefined> {
    const hash = tokenHash(token);
    const found = await rows.liveOperatorSession(this.source, hash, SESSION_IDLE_SECONDS);
    if (found?.stale) await rows.touchOperatorSession(this.source, hash, SESSION_IDLE_SECONDS);
    return found?.operatorId;
  }

  closeSession(db: EntityManager, token: string): Promise<void> {
    return rows.deleteOperatorSession(db, tokenHash(token));
  }

  closeSessionsOf(db: EntityManager, operatorId: string): Promise<void> {
    return rows.deleteOperatorSessions(db, operatorId);
  }

  /** A one-time token for a further operator: 128 bits, 72 hours. */
  async addToken(db: EntityManager, madeBy: string): Promise<{ token: string; expiresAt: Date }> {
    const token = newToken('hfop', 16);
    return { token, expiresAt: await rows.insertOperatorToken(db, tokenHash(token), madeBy, TOKEN_SECONDS) };
  }

  /** The token that a start prints, good for an hour; those of earlier starts end. */
  async replaceFirstToken(db: EntityManager): Promise<string> {
    const token = newToken('hfop', 16);
    await rows.deleteOperatorTokensOfStart(db);
    await rows.insertOperatorToken(db, tokenHash(token), null, FIRST_TOKEN_SECONDS);
    return token;
  }

  tokenLives(token: string): Promise<boolean> {
    return rows.operatorTokenLives(this.source, tokenHash(token));
  }

  consumeToken(db: EntityManager, token: string): Promise<boolean> {
    return rows.consumeOperatorToken(db, tokenHash(token));
  }

  deleteExpired(): Promise<void> {
    return rows.deleteExpiredOfOperators(this.source);
  }
}
