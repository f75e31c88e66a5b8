import { type EntryRow, type Queries, type RawEntry, toEntry } from './entry-rows.js';

export const insertApiToken = async (
  db: Queries,
  hash: Buffer,
  { companyId, subject }: EntryRow,
  expiresAt: Date,
): Promise<void> => {
  await db.query(
    'INSERT INTO entry.api_tokens (token_hash, company_id, subject, expires_at) VALUES ($1, $2, $3, $4)',
    [hash, companyId, subject, expiresAt],
  );
};

export const apiToken = async (
  db: Queries,
  hash: Buffer,
): Promise<(EntryRow & { expired: boolean }) | undefined> => {
  const rows: RawEntry[] = await db.query(
    'SELECT company_id, subject, expires_at <= now() AS expired FROM entry.api_tokens WHERE token_hash = $1',
    [hash],
  );
  return rows[0] && { ...toEntry(rows[0]), expired: rows[0].expired === true };
};

export const deleteApiToken = async (db: Queries, { companyId, subject }: EntryRow): Promise<void> => {
  await db.query('DELETE FROM entry.api_tokens WHERE company_id = $1 AND subject = $2', [companyId, subject]);
};

/** A month longer than they are good for, so that a script is told *expired*. */
export const deleteExpiredApiTokens = async (db: Queries): Promise<void> => {
  await db.query(`DELETE FROM entry.api_tokens WHERE expires_at < now() - interval '30 days'`);
};
