import type { DataSource, EntityManager } from 'typeorm';

/** Runs a statement: a pool's connection, or the transaction of a use case. */
export type Queries = Pick<DataSource | EntityManager, 'query'>;

const NO_COMPANY = '00000000-0000-0000-0000-000000000000';

/** What an entry table knows of a token. */
export interface EntryRow {
  readonly companyId: string;
  readonly subject: string;
}

export interface RawEntry {
  company_id: string;
  subject: string;
  expired?: boolean;
}

/** TypeORM answers `[rows, count]` for DELETE and UPDATE and plain rows for the rest. */
export const rowsOf = <T>(answer: unknown): T[] => {
  const list = answer as unknown[];
  return (list.length === 2 && Array.isArray(list[0]) && typeof list[1] === 'number' ? list[0] : list) as T[];
};

export const toEntry = ({ company_id, subject }: RawEntry): EntryRow => ({ companyId: company_id, subject });

export const insertCompany = async (db: Queries, companyId: string): Promise<void> => {
  await db.query('INSERT INTO entry.companies (company_id) VALUES ($1)', [companyId]);
};

export const companyIds = async (db: Queries): Promise<string[]> => {
  const rows: { company_id: string }[] = await db.query(
    'SELECT company_id FROM entry.companies ORDER BY created_at, company_id',
  );
  return rows.map((row) => row.company_id);
};

export const insertEnrolmentToken = async (
  db: Queries,
  hash: Buffer,
  row: EntryRow,
  seconds: number,
): Promise<Date> => {
  const rows: { expires_at: Date }[] = await db.query(
    `INSERT INTO entry.enrolment_tokens (token_hash, company_id, subject, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(secs => $4)) RETURNING expires_at`,
    [hash, row.companyId, row.subject, seconds],
  );
  return rows[0]?.expires_at ?? new Date(0);
};

/** One for each subject, in their order. Answers until when they are good. */
export const insertEnrolmentTokens = async (
  db: Queries,
  hashes: readonly Buffer[],
  companyId: string,
  subjects: readonly string[],
  seconds: number,
): Promise<Date> => {
  const rows: { expires_at: Date }[] = await db.query(
    `WITH made AS (
       INSERT INTO entry.enrolment_tokens (token_hash, company_id, subject, expires_at)
       SELECT t.hash, $2, t.subject, now() + make_interval(secs => $4)
       FROM unnest($1::bytea[], $3::uuid[]) AS t (hash, subject)
     ) SELECT now() + make_interval(secs => $4) AS expires_at`,
    [hashes, companyId, subjects, seconds],
  );
  return rows[0]?.expires_at ?? new Date(0);
};

export const enrolmentToken = async (
  db: Queries,
  hash: Buffer,
): Promise<(EntryRow & { expired: boolean }) | undefined> => {
  const rows: RawEntry[] = await db.query(
    `SELECT company_id, subject, expires_at <= now() AS expired FROM entry.enrolment_tokens WHERE token_hash = $1`,
    [hash],
  );
  return rows[0] && { ...toEntry(rows[0]), expired: rows[0].expired === true };
};

/** Takes the token: true for exactly one of any number of callers, and only if their transaction commits. */
export const consumeEnrolmentToken = async (db: Queries, hash: Buffer): Promise<boolean> =>
  rowsOf(
    await db.query(
      'DELETE FROM entry.enrolment_tokens WHERE token_hash = $1 AND expires_at > now() RETURNING company_id',
      [hash],
    ),
  ).length === 1;

export const replaceSetupToken = async (
  db: Queries,
  hash: Buffer,
  companyId: string,
  seconds: number,
): Promise<void> => {
  await db.query('DELETE FROM entry.setup_tokens WHERE company_id = $1', [companyId]);
  await db.query(
    `INSERT INTO entry.setup_tokens (token_hash, company_id, expires_at)
     VALUES ($1, $2, now() + make_interval(secs => $3))`,
    [hash, companyId, seconds],
  );
};

/** Whether anybody of the company has an account: from then on the company is its owner's. */
export const companyHasAccount = async (db: Queries, companyId: string): Promise<boolean> => {
  const rows: unknown[] = await db.query('SELECT FROM entry.accounts WHERE company_id = $1 LIMIT 1', [
    companyId,
  ]);
  return rows.length > 0;
};

export const isCompany = async (db: Queries, companyId: string): Promise<boolean> => {
  const rows: unknown[] = await db.query('SELECT FROM entry.companies WHERE company_id = $1', [companyId]);
  return rows.length > 0;
};

export const setupTokenCompany = async (db: Queries, hash: Buffer): Promise<string | undefined> => {
  const rows: { company_id: string }[] = await db.query(
    'SELECT company_id FROM entry.setup_tokens WHERE token_hash = $1 AND expires_at > now()',
    [hash],
  );
  return rows[0]?.company_id;
};

export const consumeSetupToken = async (db: Queries, hash: Buffer): Promise<boolean> =>
  rowsOf(
    await db.query(
      'DELETE FROM entry.setup_tokens WHERE token_hash = $1 AND expires_at > now() RETURNING company_id',
      [hash],
    ),
  ).length === 1;

/** Marks a ticket as used: true for exactly one of any number of callers, and only if their transaction commits. */
export const spendTicket = async (db: Queries, hash: Buffer, expiresAt: Date): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    `INSERT INTO entry.spent_tickets (ticket_hash, expires_at) VALUES ($1, $2)
     ON CONFLICT DO NOTHING RETURNING expires_at`,
    [hash, expiresAt],
  );
  return rows.length === 1;
};

export const insertAccount = async (db: Queries, emailHash: Buffer, row: EntryRow): Promise<void> => {
  await db.query('INSERT INTO entry.accounts (email_hash, company_id, subject) VALUES ($1, $2, $3)', [
    emailHash,
    row.companyId,
    row.subject,
  ]);
};

export const accountsOf = async (db: Queries, emailHash: Buffer): Promise<EntryRow[]> => {
  const rows: RawEntry[] = await db.query(
    'SELECT company_id, subject FROM entry.accounts WHERE email_hash = $1 ORDER BY company_id LIMIT 3',
    [emailHash],
  );
  return rows.map(toEntry);
};

/** Whether anybody of a company has one: operators are of none. */
export const anyAccount = async (db: Queries): Promise<boolean> => {
  const rows: unknown[] = await db.query('SELECT FROM entry.accounts WHERE company_id <> $1 LIMIT 1', [
    NO_COMPANY,
  ]);
  return rows.length > 0;
};

export const countAttempt = async (
  db: Queries,
  keyHash: Buffer,
  seconds: number,
): Promise<{ count: number; resetsInSeconds: number }> => {
  const rows: { count: number; resets_in: number }[] = await db.query(
    `INSERT INTO entry.attempts AS a (key_hash, count, resets_at)
     VALUES ($1, 1, now() + make_interval(secs => $2))
     ON CONFLICT (key_hash) DO UPDATE SET
       count = CASE WHEN a.resets_at <= now() THEN 1 ELSE a.count + 1 END,
       resets_at = CASE WHEN a.resets_at <= now() THEN excluded.resets_at ELSE a.resets_at END
     RETURNING count, ceil(extract(epoch FROM resets_at - now()))::int AS resets_in`,
    [keyHash, seconds],
  );
  return { count: rows[0]?.count ?? 1, resetsInSeconds: Math.max(1, rows[0]?.resets_in ?? seconds) };
};

/** Seconds until tries count anew, when there were `most` or more of them; undefined while there were fewer. */
export const failuresUntil = async (
  db: Queries,
  keyHash: Buffer,
  most: number,
): Promise<number | undefined> => {
  const rows: { resets_in: number }[] = await db.query(
    `SELECT ceil(extract(epoch FROM resets_at - now()))::int AS resets_in
     FROM entry.attempts WHERE key_hash = $1 AND count >= $2 AND resets_at > now()`,
    [keyHash, most],
  );
  return rows[0]?.resets_in;
};

export const forgiveAttempt = async (db: Queries, keyHash: Buffer): Promise<void> => {
  await db.query('UPDATE entry.attempts SET count = greatest(count - 1, 0) WHERE key_hash = $1', [keyHash]);
};

/** Removes what has expired, but sessions: who lists them removes both halves. Enrolment tokens stay a week longer, so that the answer can say *expired*. */
export const deleteExpired = async (db: Queries): Promise<void> => {
  await db.query(`DELETE FROM entry.enrolment_tokens WHERE expires_at < now() - interval '7 days'`);
  await db.query('DELETE FROM entry.setup_tokens WHERE expires_at < now()');
  await db.query('DELETE FROM entry.attempts WHERE resets_at < now()');
  await db.query('DELETE FROM entry.spent_tickets WHERE expires_at < now()');
};
