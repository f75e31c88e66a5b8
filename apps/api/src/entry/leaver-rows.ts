import { type EntryRow, type Queries, type RawEntry, rowsOf, toEntry } from './entry-rows.js';

/** A leaver's bearer. `proven`: they have shown that they hold their recovery code. */
export interface LeaverSessionEntry extends EntryRow {
  readonly proven: boolean;
}

/** Puts a link in the place of the one before, if there was one. */
export const replaceLink = async (
  db: Queries,
  tokenHash: Buffer,
  { companyId, subject }: EntryRow,
  expiresAt: Date,
): Promise<void> => {
  await db.query('DELETE FROM entry.leaver_links WHERE company_id = $1 AND subject = $2', [
    companyId,
    subject,
  ]);
  await db.query(
    'INSERT INTO entry.leaver_links (token_hash, company_id, subject, expires_at) VALUES ($1, $2, $3, $4)',
    [tokenHash, companyId, subject, expiresAt],
  );
};

export const liveLink = async (db: Queries, tokenHash: Buffer): Promise<EntryRow | undefined> => {
  const rows: RawEntry[] = await db.query(
    'SELECT company_id, subject FROM entry.leaver_links WHERE token_hash = $1 AND expires_at > now()',
    [tokenHash],
  );
  return rows[0] && toEntry(rows[0]);
};

export const moveLinkExpiry = async (
  db: Queries,
  { companyId, subject }: EntryRow,
  expiresAt: Date,
): Promise<void> => {
  await db.query('UPDATE entry.leaver_links SET expires_at = $3 WHERE company_id = $1 AND subject = $2', [
    companyId,
    subject,
    expiresAt,
  ]);
};

/** Never beyond `until`. Answers when it ends. */
export const insertLeaverSession = async (
  db: Queries,
  tokenHash: Buffer,
  { companyId, subject, proven }: LeaverSessionEntry,
  seconds: number,
  until: Date,
): Promise<Date> => {
  const rows: { expires_at: Date }[] = await db.query(
    `INSERT INTO entry.leaver_sessions (token_hash, company_id, subject, proven, expires_at)
     VALUES ($1, $2, $3, $4, least(now() + make_interval(secs => $5), $6)) RETURNING expires_at`,
    [tokenHash, companyId, subject, proven, seconds, until],
  );
  return rows[0]?.expires_at ?? new Date(0);
};

export const liveLeaverSession = async (
  db: Queries,
  tokenHash: Buffer,
): Promise<LeaverSessionEntry | undefined> => {
  const rows: (RawEntry & { proven: boolean })[] = await db.query(
    `SELECT company_id, subject, proven FROM entry.leaver_sessions WHERE token_hash = $1 AND expires_at > now()`,
    [tokenHash],
  );
  return rows[0] && { ...toEntry(rows[0]), proven: rows[0].proven };
};

export const deleteLeaverSessions = async (db: Queries, { companyId, subject }: EntryRow): Promise<void> => {
  await db.query('DELETE FROM entry.leaver_sessions WHERE company_id = $1 AND subject = $2', [
    companyId,
    subject,
  ]);
};

export const deleteLink = async (db: Queries, { companyId, subject }: EntryRow): Promise<void> => {
  await db.query('DELETE FROM entry.leaver_links WHERE company_id = $1 AND subject = $2', [
    companyId,
    subject,
  ]);
};

export const deleteExpiredOfLeavers = async (db: Queries): Promise<void> => {
  await db.query('DELETE FROM entry.leaver_links WHERE expires_at < now()');
  await db.query('DELETE FROM entry.leaver_sessions WHERE expires_at < now()');
};

const OF_PERSON = ['accounts', 'sessions', 'enrolment_tokens', 'leaver_links', 'leaver_sessions'] as const;

/** All by which a person, or one of their agents, was found. Answers how many there were. */
export const eraseEntriesOf = async (
  db: Queries,
  { companyId, subject }: EntryRow,
  agentIds: readonly string[],
): Promise<number> => {
  let erased = 0;
  for (const table of OF_PERSON)
    erased += rowsOf(
      await db.query(
        `DELETE FROM entry.${table} WHERE company_id = $1 AND subject = $2 RETURNING company_id`,
        [companyId, subject],
      ),
    ).length;
  const credentials = rowsOf(
    await db.query(
      `DELETE FROM entry.oauth_records WHERE company_id = $1 AND subject = ANY($2::uuid[]) RETURNING company_id`,
      [companyId, agentIds],
    ),
  );
  return erased + credentials.length;
};
