import { type Queries, rowsOf } from './entry-rows.js';

export type OAuthKind = 'Grant' | 'RefreshToken' | 'AuthorizationCode' | 'Interaction';

/** A record of the authorization server, all its ids as hashes. `companyId` and `agentId` once it is known whose it is. */
export interface OAuthRow {
  readonly kind: OAuthKind;
  readonly idHash: Buffer;
  readonly companyId: string | null;
  readonly agentId: string | null;
  readonly grantHash: Buffer | null;
  readonly parentHash: Buffer | null;
  readonly payload: object;
  /** Until when it is kept. */
  readonly seconds: number;
}

export const putRecord = async (db: Queries, row: OAuthRow): Promise<void> => {
  await db.query(
    `INSERT INTO entry.oauth_records
       (kind, id_hash, company_id, subject, grant_hash, parent_hash, payload, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8))
     ON CONFLICT (kind, id_hash) DO UPDATE SET company_id = excluded.company_id, subject = excluded.subject,
       grant_hash = excluded.grant_hash, payload = excluded.payload, expires_at = excluded.expires_at`,
    [
      row.kind,
      row.idHash,
      row.companyId,
      row.agentId,
      row.grantHash,
      row.parentHash,
      JSON.stringify(row.payload),
      row.seconds,
    ],
  );
};

/** `consumed`: it was used, more than `graceSeconds` ago. */
export const record = async (
  db: Queries,
  kind: OAuthKind,
  idHash: Buffer,
  graceSeconds: number,
): Promise<{ payload: Record<string, unknown>; consumed: boolean } | undefined> => {
  const rows: { payload: Record<string, unknown>; consumed: boolean }[] = await db.query(
    `SELECT payload, COALESCE(consumed_at <= now() - make_interval(secs => $3), false) AS consumed
     FROM entry.oauth_records WHERE kind = $1 AND id_hash = $2`,
    [kind, idHash, graceSeconds],
  );
  return rows[0];
};

/** Any refresh token that a grant has now: all of them are bound to the same key. */
export const refreshTokenOf = async (
  db: Queries,
  grantHash: Buffer,
): Promise<Record<string, unknown> | undefined> => {
  const rows: { payload: Record<string, unknown> }[] = await db.query(
    `SELECT payload FROM entry.oauth_records WHERE grant_hash = $1 AND kind = 'RefreshToken' LIMIT 1`,
    [grantHash],
  );
  return rows[0]?.payload;
};

/** Nobody else uses a refresh token of this grant, or ends the grant, before the transaction ends. */
export const lockGrantOf = async (db: Queries, kind: OAuthKind, idHash: Buffer): Promise<void> => {
  await db.query(
    `SELECT FROM entry.oauth_records g WHERE g.kind = 'Grant' AND g.id_hash =
       (SELECT r.grant_hash FROM entry.oauth_records r WHERE r.kind = $1 AND r.id_hash = $2) FOR UPDATE`,
    [kind, idHash],
  );
};

/** Uses the record: true for exactly one of any number of callers, and for whoever repeats it within the grace. */
export const consumeRecord = async (
  db: Queries,
  kind: OAuthKind,
  idHash: Buffer,
  graceSeconds: number,
): Promise<boolean> =>
  rowsOf(
    await db.query(
      `UPDATE entry.oauth_records SET consumed_at = COALESCE(consumed_at, now())
       WHERE kind = $1 AND id_hash = $2
         AND (consumed_at IS NULL OR consumed_at > now() - make_interval(secs => $3)) RETURNING kind`,
      [kind, idHash, graceSeconds],
    ),
  ).length === 1;

/** This refresh token was used: of its grant's, only it and what was given for it are kept. */
export const forgetFormer = async (db: Queries, idHash: Buffer): Promise<void> => {
  await db.query(
    `DELETE FROM entry.oauth_records r WHERE r.kind = 'RefreshToken' AND r.id_hash <> $1
       AND r.parent_hash IS DISTINCT FROM $1 AND r.grant_hash =
         (SELECT s.grant_hash FROM entry.oauth_records s WHERE s.kind = 'RefreshToken' AND s.id_hash = $1)`,
    [idHash],
  );
};

/** Answers whether it was there. */
export const deleteRecord = async (db: Queries, kind: OAuthKind, idHash: Buffer): Promise<boolean> =>
  rowsOf(
    await db.query('DELETE FROM entry.oauth_records WHERE kind = $1 AND id_hash = $2 RETURNING kind', [
      kind,
      idHash,
    ]),
  ).length === 1;

/** Answers whether there were any. */
export const deleteRecordsOfAgent = async (
  db: Queries,
  companyId: string,
  agentId: string,
): Promise<boolean> =>
  rowsOf(
    await db.query('DELETE FROM entry.oauth_records WHERE company_id = $1 AND subject = $2 RETURNING kind', [
      companyId,
      agentId,
    ]),
  ).length > 0;

/** Whether the agent has a grant, and nobody ends it before the transaction ends. */
export const lockGrantOfAgent = async (db: Queries, companyId: string, agentId: string): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    `SELECT FROM entry.oauth_records
     WHERE company_id = $1 AND subject = $2 AND kind = 'Grant' AND expires_at > now() FOR SHARE`,
    [companyId, agentId],
  );
  return rows.length > 0;
};

export const deleteExpiredRecords = async (db: Queries): Promise<void> => {
  await db.query('DELETE FROM entry.oauth_records WHERE expires_at < now()');
};
