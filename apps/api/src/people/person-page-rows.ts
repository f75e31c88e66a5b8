import type { Role } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import { searchText } from '../database/search-text.js';
import type { Employee } from './employee-rows.js';

export interface PersonPageRow extends Employee {
  readonly sortName: string;
  readonly workstations: number;
  readonly remindedOn: string | null;
  readonly leftOn: string | null;
  readonly erasedOn: string | null;
  readonly phones: { id: string; label: string }[];
}

const SELECT = `
  SELECT e.id, e.name, e.email, e.department, e.role, e.active, e.role_source AS "roleSource",
    to_char(e.left_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "leftOn", to_char(e.erased_on, 'YYYY-MM-DD') AS "erasedOn", lower(e.name) AS "sortName",
    (SELECT count(*)::int FROM fleet_workstations w
      WHERE w.company_id = e.company_id AND w.employee_id = e.id) AS workstations,
    (SELECT to_char(max(r.sent_on), 'YYYY-MM-DD') FROM notify_reminders r
      WHERE r.company_id = e.company_id AND r.employee_id = e.id) AS "remindedOn",
    COALESCE((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'label', p.label) ORDER BY p.created_at, p.id)
      FROM fleet_phones p WHERE p.company_id = e.company_id AND p.employee_id = e.id AND p.released_on IS NULL), '[]') AS phones
  FROM people_employees e`;

export const personRow = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<PersonPageRow | undefined> => {
  const rows: PersonPageRow[] = await db.query(`${SELECT} WHERE e.company_id = $1 AND e.id = $2`, [
    companyId,
    id,
  ]);
  return rows[0];
};

/** `byAddress`: who may not read addresses must not find people by guessing at them either. */
export interface PeopleSearch {
  readonly q: string | undefined;
  readonly byAddress: boolean;
  /** Those who left, the erased too; else everybody but the erased. */
  readonly leavers: boolean;
  /** Only who works here in one of these roles; null: whatever their role. */
  readonly roles: readonly Role[] | null;
}

const FILTER = `e.company_id = $1 AND ($2::text IS NULL OR strpos(lower(e.name), lower($2)) > 0 OR strpos(lower(e.department), lower($2)) > 0
  OR ($3::boolean AND strpos(lower(e.email), lower($2)) > 0))
  AND (CASE WHEN $4::boolean THEN e.left_at IS NOT NULL ELSE e.erased_on IS NULL END)
  AND ($5::text[] IS NULL OR (e.active AND e.role = ANY($5)))`;

/** One row more than asked for, which tells whether there is a next page. */
export const personPage = async (
  db: EntityManager,
  companyId: string,
  page: PeopleSearch & { readonly after: [string, string] | undefined; readonly limit: number },
): Promise<PersonPageRow[]> =>
  db.query(
    `${SELECT} WHERE ${FILTER}
       AND ($6::text IS NULL OR (lower(e.name), e.id) > ($6::text, $7::uuid))
     ORDER BY lower(e.name), e.id LIMIT $8`,
    [
      companyId,
      searchText(page.q),
      page.byAddress,
      page.leavers,
      page.roles,
      page.after?.[0] ?? null,
      page.after?.[1] ?? null,
      page.limit + 1,
    ],
  );

export const countPeople = async (
  db: EntityManager,
  companyId: string,
  { q, byAddress, leavers, roles }: PeopleSearch,
): Promise<number> => {
  const rows: { count: number }[] = await db.query(
    `SELECT count(*)::int AS count FROM people_employees e WHERE ${FILTER}`,
    [companyId, searchText(q), byAddress, leavers, roles],
  );
  return rows[0]?.count ?? 0;
};
