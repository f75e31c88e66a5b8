import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { API_DATA_SOURCE } from '../database/tenant.js';
import type { EntryRow } from './entry-rows.js';
import * as rows from './leaver-rows.js';
import { newToken, tokenHash } from './token-hash.js';

const SESSION_SECONDS = 3600;

/** What a leaver is found by: the personal link, and the bearers that it was exchanged for. Hashes only. */
@Injectable()
export class LeaverEntry {
  constructor(@Inject(API_DATA_SOURCE) private readonly source: DataSource) {}

  /** Answers the link's token, 256 bits, this once; the link before and what it opened end. */
  async replaceLink(db: EntityManager, entry: EntryRow, expiresAt: Date): Promise<string> {
    const token = newToken('hfl', 32);
    await rows.replaceLink(db, tokenHash(token), entry, expiresAt);
    await rows.deleteLeaverSessions(db, entry);
    return token;
  }

  link(token: string): Promise<EntryRow | undefined> {
    return rows.liveLink(this.source, tokenHash(token));
  }

  moveExpiry(db: EntityManager, entry: EntryRow, expiresAt: Date): Promise<void> {
    return rows.moveLinkExpiry(db, entry, expiresAt);
  }

  /** A bearer for an hour, and never beyond `until`. */
  async openSession(
    db: EntityManager,
    entry: rows.LeaverSessionEntry,
    until: Date,
  ): Promise<{ token: string; expiresAt: Date }> {
    const token = newToken('hfls', 32);
    const expiresAt = await rows.insertLeaverSession(db, tokenHash(token), entry, SESSION_SECONDS, until);
    return { token, expiresAt };
  }

  session(token: string): Promise<rows.LeaverSessionEntry | undefined> {
    return rows.liveLeaverSession(this.source, tokenHash(token));
  }

  /** Link and bearers end with the transaction. */
  async end(db: EntityManager, entry: EntryRow): Promise<void> {
    await rows.deleteLink(db, entry);
    await rows.deleteLeaverSessions(db, entry);
  }

  /** All by which a person, or one of their agents, was ever found here. As the jobs. */
  erase(db: EntityManager, entry: EntryRow, agentIds: readonly string[]): Promise<number> {
    return rows.eraseEntriesOf(db, entry, agentIds);
  }

  deleteExpired(): Promise<void> {
    return rows.deleteExpiredOfLeavers(this.source);
  }
}
