import { type EntryRow, type Queries, type RawEntry, rowsOf, toEntry } from './entry-rows.js';

/** A session of a person: `sessionId` names it to them, the token's hash finds it. */
export interface SessionEntry extends EntryRow {
  readonly sessionId: string;
}

export const insertSession = async (
  db: Queries,
  hash: Buffer,
  { companyId, subject, sessionId }: SessionEntry,
  absoluteSeconds: number,
  idleSeconds: number,
): Promise<void> => {
  await db.query(
    `INSERT INTO entry.sessions (token_hash, company_id, subject, session_id, expires_at, idle_expires_at)
     VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5), now() + make_interval(secs => $6))`,
    [hash, companyId, subject, sessionId, absoluteSeconds, idleSeconds],
  );
};

/** The session, if neither limit has passed. `stale`: its idle limit is worth moving. */
export const liveSession = async (
  db: Queries,
  hash: Buffer,
  idleSeconds: number,
): Promise<(SessionEntry & { stale: boolean }) | undefined> => {
  const rows: (RawEntry & { session_id: string; stale: boolean })[] = await db.query(
    `SELECT company_id, subject, session_id, idle_expires_at < now() + make_interval(secs => $2 - 60) AS stale
     FROM entry.sessions WHERE token_hash = $1 AND expires_at > now() AND idle_expires_at > now()`,
    [hash, idleSeconds],
  );
  return rows[0] && { ...toEntry(rows[0]), sessionId: rows[0].session_id, stale: rows[0].stale };
};

export const touchSession = async (db: Queries, hash: Buffer, idleSeconds: number): Promise<void> => {
  await db.query(
    'UPDATE entry.sessions SET idle_expires_at = now() + make_interval(secs => $2) WHERE token_hash = $1',
    [hash, idleSeconds],
  );
};

/** Ids of a person's live sessions. */
export const liveSessionIds = async (db: Queries, { companyId, subject }: EntryRow): Promise<string[]> => {
  const rows: { session_id: string }[] = await db.query(
    `SELECT session_id FROM entry.sessions
     WHERE company_id = $1 AND subject = $2 AND expires_at > now() AND idle_expires_at > now()`,
    [companyId, subject],
  );
  return rows.map((row) => row.session_id);
};

/** Ends sessions of a company by their ids; answers how many there were. */
export const deleteSessions = async (
  db: Queries,
  companyId: string,
  sessionIds: readonly string[],
): Promise<number> =>
  rowsOf(
    await db.query(
      'DELETE FROM entry.sessions WHERE company_id = $1 AND session_id = ANY($2::uuid[]) RETURNING session_id',
      [companyId, sessionIds],
    ),
  ).length;

const EXPIRED = '(expires_at < now() OR idle_expires_at < now())';

export const companiesWithExpired = async (db: Queries): Promise<string[]> => {
  const rows: { company_id: string }[] = await db.query(
    `SELECT DISTINCT company_id FROM entry.sessions WHERE ${EXPIRED}`,
  );
  return rows.map((row) => row.company_id);
};

/** Removes a company's expired sessions; answers their ids. */
export const deleteExpired = async (db: Queries, companyId: string): Promise<string[]> =>
  rowsOf<{ session_id: string }>(
    await db.query(`DELETE FROM entry.sessions WHERE company_id = $1 AND ${EXPIRED} RETURNING session_id`, [
      companyId,
    ]),
  ).map((row) => row.session_id);
