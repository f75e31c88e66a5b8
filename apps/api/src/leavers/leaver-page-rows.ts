import type { LeavingCause } from '../people/index.js';
import type { EntityManager } from 'typeorm';

/** A leaver with all that decides where they stand. */
export interface LeaverPageRow {
  readonly id: string;
  readonly name: string;
  readonly leftOn: string;
  readonly cause: LeavingCause | null;
  readonly accessUntil: string;
  readonly reviewBy: string | null;
  readonly begunOn: string | null;
  readonly erasedOn: string | null;
}

const FROM = `
  FROM people_employees e
  LEFT JOIN leavers_terms t ON t.company_id = e.company_id AND t.employee_id = e.id
  LEFT JOIN leavers_erasures r ON r.company_id = e.company_id AND r.employee_id = e.id
  WHERE e.company_id = $1 AND e.left_at IS NOT NULL AND (t.employee_id IS NOT NULL OR r.id IS NOT NULL)`;

const SELECT = `
  SELECT e.id, e.name, to_char(coalesce(r.left_on, t.left_on), 'YYYY-MM-DD') AS "leftOn", t.cause,
    to_char(coalesce(r.access_until, t.access_until), 'YYYY-MM-DD') AS "accessUntil",
    to_char((SELECT min(h.review_by) FROM leavers_holds h WHERE h.company_id = e.company_id AND h.employee_id = e.id
      AND h.lifted_on IS NULL), 'YYYY-MM-DD') AS "reviewBy",
    to_char(r.begun_on, 'YYYY-MM-DD') AS "begunOn", to_char(r.erased_on, 'YYYY-MM-DD') AS "erasedOn"
  ${FROM}`;

export const leaverRow = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<LeaverPageRow | undefined> => {
  const rows = await db.query<LeaverPageRow[]>(`${SELECT} AND e.id = $2`, [companyId, id]);
  return rows[0];
};

/** Newest first, from the one after `after`; one row more than asked for tells whether there is a next page. */
export const leaverPage = async (
  db: EntityManager,
  companyId: string,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<LeaverPageRow[]> =>
  db.query(
    `${SELECT} AND ($2::uuid IS NULL OR (e.left_at, e.id) < (SELECT a.left_at, a.id FROM people_employees a
       WHERE a.company_id = $1 AND a.id = $2))
     ORDER BY e.left_at DESC, e.id DESC LIMIT $3`,
    [companyId, page.after ?? null, page.limit + 1],
  );

export const countLeavers = async (db: EntityManager, companyId: string): Promise<number> => {
  const [row] = await db.query<{ count: number }[]>(`SELECT count(*)::int AS count ${FROM}`, [companyId]);
  return row?.count ?? 0;
};
