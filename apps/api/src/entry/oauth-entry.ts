import { AsyncLocalStorage } from 'node:async_hooks';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { API_DATA_SOURCE } from '../database/tenant.js';
import type { Queries } from './entry-rows.js';
import * as rows from './oauth-rows.js';
import { tokenHash } from './token-hash.js';

export type { OAuthKind } from './oauth-rows.js';

/** A record as the authorization server knows it: by its ids, which are in none of its fields. */
export interface OAuthRecord extends Pick<rows.OAuthRow, 'kind' | 'payload' | 'seconds'> {
  readonly id: string;
  readonly owner: { readonly companyId: string; readonly agentId: string } | undefined;
  readonly grantId: string | undefined;
  readonly parentId: string | undefined;
}

/** How long a refresh token may be sent again by whoever has its key: the reply was lost. */
export const REPEAT_SECONDS = 30;

const graceOf = (kind: rows.OAuthKind): number => (kind === 'RefreshToken' ? REPEAT_SECONDS : 0);
const hashOf = (id: string | undefined): Buffer | null => (id === undefined ? null : tokenHash(id));

/** What the authorization server of agents keeps: found before the company is known. Ids and tokens only as hashes. */
@Injectable()
export class OAuthEntry {
  private readonly joined = new AsyncLocalStorage<EntityManager>();

  constructor(@Inject(API_DATA_SOURCE) private readonly source: DataSource) {}

  /** Whatever the authorization server keeps during `work` is kept in this transaction, or not at all. */
  join<T>(db: EntityManager, work: () => Promise<T>): Promise<T> {
    return this.joined.run(db, work);
  }

  put({ id, owner, grantId, parentId, ...record }: OAuthRecord): Promise<void> {
    return rows.putRecord(this.db, {
      ...record,
      idHash: tokenHash(id),
      companyId: owner?.companyId ?? null,
      agentId: owner?.agentId ?? null,
      grantHash: hashOf(grantId),
      parentHash: hashOf(parentId),
    });
  }

  find(
    kind: rows.OAuthKind,
    id: string,
  ): Promise<{ payload: Record<string, unknown>; consumed: boolean } | undefined> {
    return rows.record(this.db, kind, tokenHash(id), graceOf(kind));
  }

  /**
   * Uses a record: true for exactly one of any number of callers; of a refresh token also for whoever repeats it in time.
   * When one of those that were given for it is used, it is forgotten, and so are the others.
   */
  consume(kind: rows.OAuthKind, id: string): Promise<boolean> {
    const hash = tokenHash(id);
    return this.source.transaction(async (db) => {
      await rows.lockGrantOf(db, kind, hash);
      const used = await rows.consumeRecord(db, kind, hash, graceOf(kind));
      if (used && kind === 'RefreshToken') await rows.forgetFormer(db, hash);
      return used;
    });
  }

  /** Of the grant with this hash, any refresh token that it has now. */
  refreshTokenOf(grantHash: Buffer): Promise<Record<string, unknown> | undefined> {
    return rows.refreshTokenOf(this.db, grantHash);
  }

  remove(kind: rows.OAuthKind, id: string): Promise<boolean> {
    return rows.deleteRecord(this.db, kind, tokenHash(id));
  }

  /** Ends all that the agent was given; answers whether there was anything. */
  removeOfAgent(db: EntityManager, companyId: string, agentId: string): Promise<boolean> {
    return rows.deleteRecordsOfAgent(db, companyId, agentId);
  }

  /** Whether the agent may go on at all; it stays so until the transaction ends. */
  hasGrant(db: EntityManager, companyId: string, agentId: string): Promise<boolean> {
    return rows.lockGrantOfAgent(db, companyId, agentId);
  }

  deleteExpired(): Promise<void> {
    return rows.deleteExpiredRecords(this.source);
  }

  private get db(): Queries {
    return this.joined.getStore() ?? this.source;
  }
}
