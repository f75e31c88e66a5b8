import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { API_DATA_SOURCE } from '../database/tenant.js';
import * as rows from './directory-entry-rows.js';
import type { EntryRow } from './entry-rows.js';
import { newToken, tokenHash } from './token-hash.js';

/** Tokens by which companies' directories speak; only their hashes are kept. */
@Injectable()
export class DirectoryEntry {
  constructor(@Inject(API_DATA_SOURCE) private readonly source: DataSource) {}

  /** Answers the token: 256 bits, shown once. */
  async add(db: EntityManager, entry: EntryRow, expiresAt: Date): Promise<string> {
    const token = newToken('hfd', 32);
    await rows.insertScimToken(db, tokenHash(token), entry, expiresAt);
    return token;
  }

  find(token: string): Promise<(EntryRow & { expired: boolean }) | undefined> {
    return rows.scimToken(this.source, tokenHash(token));
  }

  remove(db: EntityManager, entry: EntryRow): Promise<void> {
    return rows.deleteScimToken(db, entry);
  }

  deleteExpired(): Promise<void> {
    return rows.deleteExpiredScimTokens(this.source);
  }
}
