import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { API_DATA_SOURCE } from '../database/tenant.js';
import * as rows from './api-token-entry-rows.js';
import type { EntryRow } from './entry-rows.js';
import { newToken, tokenHash } from './token-hash.js';

/** Tokens by which companies' scripts call; only their hashes are kept. */
@Injectable()
export class ApiTokenEntry {
  constructor(@Inject(API_DATA_SOURCE) private readonly source: DataSource) {}

  /** Answers the token: 256 bits, shown once. */
  async add(db: EntityManager, entry: EntryRow, expiresAt: Date): Promise<string> {
    const token = newToken('hfc', 32);
    await rows.insertApiToken(db, tokenHash(token), entry, expiresAt);
    return token;
  }

  find(token: string): Promise<(EntryRow & { expired: boolean }) | undefined> {
    return rows.apiToken(this.source, tokenHash(token));
  }

  remove(db: EntityManager, entry: EntryRow): Promise<void> {
    return rows.deleteApiToken(db, entry);
  }

  deleteExpired(): Promise<void> {
    return rows.deleteExpiredApiTokens(this.source);
  }
}
