import type { EntityManager } from 'typeorm';
import { searchText } from '../database/search-text.js';

/** What an operator may know of a company. */
export interface CompanyCount {
  readonly id: string;
  readonly name: string;
  /** ISO date. */
  readonly createdOn: string;
  readonly employees: number;
  readonly phones: number;
  readonly protected: number;
  readonly atRisk: number;
  /** Codes of the first steps that are done. */
  readonly stepsDone: readonly string[];
  /** ISO date. */
  readonly countedOn: string;
}

/** What of a company is no standing and no step. Runs in that company's own transaction. */
export const companyFacts = async (
  db: EntityManager,
  companyId: string,
): Promise<{ name: string; createdOn: string; employees: number; phones: number } | undefined> => {
  const rows: { name: string; createdOn: string; employees: number; phones: number }[] = await db.query(
    `SELECT c.name, to_char(c.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "createdOn",
       (SELECT count(*)::int FROM people_employees e WHERE e.company_id = $1 AND e.active) AS employees,
       (SELECT count(*)::int FROM fleet_phones p WHERE p.company_id = $1 AND p.released_on IS NULL) AS phones
     FROM companies c WHERE c.company_id = $1`,
    [companyId],
  );
  return rows[0];
};

/** Keeps the counts, and writes nothing when they are as they were. */
export const keepCounts = async (db: EntityManager, count: CompanyCount): Promise<void> => {
  await db.query(
    `INSERT INTO operator.company_counts AS k
       (company_id, name, created_on, employees, phones, protected, at_risk, steps_done, counted_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (company_id) DO UPDATE SET name = excluded.name, employees = excluded.employees,
       phones = excluded.phones, protected = excluded.protected, at_risk = excluded.at_risk,
       steps_done = excluded.steps_done, counted_on = excluded.counted_on
     WHERE (k.name, k.employees, k.phones, k.protected, k.at_risk, k.steps_done, k.counted_on) IS DISTINCT FROM
       (excluded.name, excluded.employees, excluded.phones, excluded.protected, excluded.at_risk,
        excluded.steps_done, excluded.counted_on)`,
    [
      count.id,
      count.name,
      count.createdOn,
      count.employees,
      count.phones,
      count.protected,
      count.atRisk,
      count.stepsDone,
      count.countedOn,
    ],
  );
};

const FILTER = '($1::text IS NULL OR strpos(lower(name), lower($1)) > 0)';

/** Companies by name; one row more than asked for, which tells whether there is a next page. */
export const companyCounts = async (
  db: EntityManager,
  page: { q: string | undefined; after: readonly [string, string] | undefined; limit: number },
): Promise<{ rows: CompanyCount[]; total: number }> => {
  const q = searchText(page.q);
  const rows: CompanyCount[] = await db.query(
    `SELECT company_id AS id, name, created_on::text AS "createdOn", employees, phones, protected,
       at_risk AS "atRisk", steps_done AS "stepsDone", counted_on::text AS "countedOn"
     FROM operator.company_counts
     WHERE ${FILTER} AND ($2::text IS NULL OR (lower(name), company_id) > ($2::text, $3::uuid))
     ORDER BY lower(name), company_id LIMIT $4`,
    [q, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
  );
  const [count]: { total: number }[] = await db.query(
    `SELECT count(*)::int AS total FROM operator.company_counts WHERE ${FILTER}`,
    [q],
  );
  return { rows, total: count?.total ?? 0 };
};
