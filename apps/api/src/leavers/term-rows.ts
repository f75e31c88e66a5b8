import type { EntityManager } from 'typeorm';
import type { LeavingCause } from '../people/index.js';

/** One leaver's term. Dates are UTC, `2026-11-22`. */
export interface Term {
  readonly employeeId: string;
  /** Null for who had left before causes were written down. */
  readonly cause: LeavingCause | null;
  readonly leftOn: string;
  readonly accessUntil: string;
  readonly linkMadeOn: string | null;
  readonly linkMail: 'waiting' | 'sent' | 'none';
  /** At their own wish, before the day. */
  readonly erasureAskedOn: string | null;
  readonly eraseAfter: Date;
}

const COLUMNS = `employee_id AS "employeeId", cause, to_char(left_on, 'YYYY-MM-DD') AS "leftOn",
  to_char(access_until, 'YYYY-MM-DD') AS "accessUntil", to_char(link_made_on, 'YYYY-MM-DD') AS "linkMadeOn",
  link_mail AS "linkMail", to_char(erasure_asked_on, 'YYYY-MM-DD') AS "erasureAskedOn", erase_after AS "eraseAfter"`;

export const accessDays = async (db: EntityManager, companyId: string): Promise<number | undefined> => {
  const [row] = await db.query<{ access_days: number }[]>(
    'SELECT access_days FROM leavers_settings WHERE company_id = $1',
    [companyId],
  );
  return row?.access_days;
};

export const setAccessDays = async (db: EntityManager, companyId: string, days: number): Promise<void> => {
  await db.query(
    `INSERT INTO leavers_settings (company_id, access_days) VALUES ($1, $2)
     ON CONFLICT (company_id) DO UPDATE SET access_days = excluded.access_days`,
    [companyId, days],
  );
};

export const insertTerm = async (
  db: EntityManager,
  companyId: string,
  term: Pick<Term, 'employeeId' | 'cause' | 'leftOn' | 'accessUntil' | 'linkMail' | 'eraseAfter'>,
): Promise<void> => {
  const { employeeId, cause, leftOn, accessUntil, linkMail, eraseAfter } = term;
  await db.query(
    `INSERT INTO leavers_terms (company_id, employee_id, cause, left_on, access_until, link_mail, erase_after)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [companyId, employeeId, cause, leftOn, accessUntil, linkMail, eraseAfter],
  );
};

export const termOf = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<Term | undefined> => {
  const rows = await db.query<Term[]>(
    `SELECT ${COLUMNS} FROM leavers_terms WHERE company_id = $1 AND employee_id = $2`,
    [companyId, employeeId],
  );
  return rows[0];
};

/** True where there was one. */
export const deleteTerm = async (db: EntityManager, companyId: string, employeeId: string): Promise<void> => {
  await db.query('DELETE FROM leavers_terms WHERE company_id = $1 AND employee_id = $2', [
    companyId,
    employeeId,
  ]);
};

/** Longer access; what was asked for (to erase at once) stays asked for. */
export const moveAccess = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
  to: { readonly accessUntil: string; readonly end: Date },
): Promise<void> => {
  await db.query(
    `UPDATE leavers_terms SET access_until = $3,
       erase_after = CASE WHEN erasure_asked_on IS NULL THEN $4 ELSE erase_after END
     WHERE company_id = $1 AND employee_id = $2`,
    [companyId, employeeId, to.accessUntil, to.end],
  );
};

export const noteLink = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
  on: string,
): Promise<void> => {
  await db.query('UPDATE leavers_terms SET link_made_on = $3 WHERE company_id = $1 AND employee_id = $2', [
    companyId,
    employeeId,
    on,
  ]);
};

/** Asked once: a second time changes nothing. Answers from when on it is erased. */
export const askErasure = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
  asked: { readonly on: string; readonly after: Date },
): Promise<Date> => {
  const [rows] = await db.query<[{ erase_after: Date }[], number]>(
    `UPDATE leavers_terms SET
       erase_after = CASE WHEN erasure_asked_on IS NULL THEN least(erase_after, $4) ELSE erase_after END,
       erasure_asked_on = coalesce(erasure_asked_on, $3)
     WHERE company_id = $1 AND employee_id = $2 RETURNING erase_after`,
    [companyId, employeeId, asked.on, asked.after],
  );
  return rows[0]?.erase_after ?? asked.after;
};

/** Whose erasure is due and who is not held, oldest first. */
export const dueTerms = async (
  db: EntityManager,
  companyId: string,
  now: Date,
  limit: number,
): Promise<string[]> => {
  const rows = await db.query<{ employee_id: string }[]>(
    `SELECT t.employee_id FROM leavers_terms t
     WHERE t.company_id = $1 AND t.erase_after <= $2
       AND NOT EXISTS (SELECT FROM leavers_holds h WHERE h.company_id = t.company_id
         AND h.employee_id = t.employee_id AND h.lifted_on IS NULL)
     ORDER BY t.erase_after, t.employee_id LIMIT $3`,
    [companyId, now, limit],
  );
  return rows.map(({ employee_id }) => employee_id);
};

/** Takes on the sending of links that wait; each try later than the last. */
export const claimMail = async (
  db: EntityManager,
  companyId: string,
  claim: { readonly now: Date; readonly pauseMs: number; readonly limit: number },
): Promise<{ employeeId: string; tries: number }[]> => {
  const [rows] = await db.query<[{ employeeId: string; tries: number }[], number]>(
    `UPDATE leavers_terms t SET link_mail_tries = link_mail_tries + 1,
       link_mail_after = $2::timestamptz + make_interval(secs => $3::float8 * 2 ^ link_mail_tries)
     FROM (SELECT employee_id FROM leavers_terms
       WHERE company_id = $1 AND link_mail = 'waiting' AND link_mail_after <= $2
       ORDER BY link_mail_after LIMIT $4 FOR UPDATE SKIP LOCKED) due
     WHERE t.company_id = $1 AND t.employee_id = due.employee_id
     RETURNING t.employee_id AS "employeeId", t.link_mail_tries AS tries`,
    [companyId, claim.now, claim.pauseMs / 1000, claim.limit],
  );
  return rows;
};

/** What became of the e-mail; one that was sent stays sent. */
export const settleMail = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
  state: 'sent' | 'none',
): Promise<void> => {
  await db.query(
    `UPDATE leavers_terms SET link_mail = $3 WHERE company_id = $1 AND employee_id = $2 AND link_mail = 'waiting'`,
    [companyId, employeeId, state],
  );
};
