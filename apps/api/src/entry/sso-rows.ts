import { type EntryRow, type Queries, type RawEntry, rowsOf, toEntry } from './entry-rows.js';

/** An open AuthnRequest. `subject` is the connection. */
export interface SsoRequestEntry extends EntryRow {
  readonly browserHash: Buffer;
  readonly test: boolean;
}

export const insertConnection = async (db: Queries, idHash: Buffer, row: EntryRow): Promise<void> => {
  await db.query('INSERT INTO entry.sso_connections (id_hash, company_id, subject) VALUES ($1, $2, $3)', [
    idHash,
    row.companyId,
    row.subject,
  ]);
};

export const connection = async (db: Queries, idHash: Buffer): Promise<EntryRow | undefined> => {
  const rows: RawEntry[] = await db.query(
    'SELECT company_id, subject FROM entry.sso_connections WHERE id_hash = $1',
    [idHash],
  );
  return rows[0] && toEntry(rows[0]);
};

export const setConnectionLive = async (db: Queries, idHash: Buffer, live: boolean): Promise<void> => {
  await db.query('UPDATE entry.sso_connections SET live = $2 WHERE id_hash = $1', [idHash, live]);
};

export const deleteConnection = async (db: Queries, idHash: Buffer): Promise<void> => {
  await db.query('DELETE FROM entry.sso_connections WHERE id_hash = $1', [idHash]);
};

/** The live connection of an installation that has one company and one such connection; else undefined. */
export const onlyLiveConnection = async (db: Queries): Promise<string | undefined> => {
  const rows: { subject: string }[] = await db.query(
    `SELECT subject FROM entry.sso_connections
     WHERE live AND (SELECT count(*) FROM (SELECT FROM entry.companies LIMIT 2) c) = 1 LIMIT 2`,
  );
  return rows.length === 1 ? rows[0]?.subject : undefined;
};

export const insertRequest = async (
  db: Queries,
  requestHash: Buffer,
  row: SsoRequestEntry,
  seconds: number,
): Promise<void> => {
  await db.query(
    `INSERT INTO entry.sso_requests (request_hash, company_id, subject, browser_hash, test, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))`,
    [requestHash, row.companyId, row.subject, row.browserHash, row.test, seconds],
  );
};

interface RawRequest extends RawEntry {
  browser_hash: Buffer;
  test: boolean;
}
const toRequest = (raw: RawRequest): SsoRequestEntry => ({
  ...toEntry(raw),
  browserHash: raw.browser_hash,
  test: raw.test,
});

export const openRequest = async (db: Queries, requestHash: Buffer): Promise<SsoRequestEntry | undefined> => {
  const rows: RawRequest[] = await db.query(
    `SELECT company_id, subject, browser_hash, test FROM entry.sso_requests
     WHERE request_hash = $1 AND expires_at > now()`,
    [requestHash],
  );
  return rows[0] && toRequest(rows[0]);
};

/** Takes the request: it is answered to exactly one of any number of callers, and only if their transaction commits. */
export const consumeRequest = async (
  db: Queries,
  requestHash: Buffer,
): Promise<SsoRequestEntry | undefined> => {
  const [taken] = rowsOf<RawRequest>(
    await db.query(
      `DELETE FROM entry.sso_requests WHERE request_hash = $1 AND expires_at > now()
       RETURNING company_id, subject, browser_hash, test`,
      [requestHash],
    ),
  );
  return taken && toRequest(taken);
};

export const insertCode = async (
  db: Queries,
  codeHash: Buffer,
  row: EntryRow & { browserHash: Buffer },
  seconds: number,
): Promise<void> => {
  await db.query(
    `INSERT INTO entry.sso_codes (code_hash, company_id, subject, browser_hash, expires_at)
     VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))`,
    [codeHash, row.companyId, row.subject, row.browserHash, seconds],
  );
};

/** Takes the code, whoever brings it: a code that came to the wrong browser is spent. */
export const consumeCode = async (
  db: Queries,
  codeHash: Buffer,
): Promise<(EntryRow & { browserHash: Buffer }) | undefined> => {
  const [taken] = rowsOf<RawEntry & { browser_hash: Buffer }>(
    await db.query(
      `DELETE FROM entry.sso_codes WHERE code_hash = $1 AND expires_at > now()
       RETURNING company_id, subject, browser_hash`,
      [codeHash],
    ),
  );
  return taken && { ...toEntry(taken), browserHash: taken.browser_hash };
};

export const deleteExpiredSso = async (db: Queries): Promise<void> => {
  await db.query('DELETE FROM entry.sso_requests WHERE expires_at < now()');
  await db.query('DELETE FROM entry.sso_codes WHERE expires_at < now()');
};
