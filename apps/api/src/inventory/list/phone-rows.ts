import type { InventoryPhone, InventoryState } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import { searchText } from '../../database/search-text.js';

export interface InventoryFilter {
  readonly source?: string | undefined;
  readonly platform?: 'android' | 'ios' | undefined;
  readonly state?: InventoryState | undefined;
  readonly q?: string | undefined;
}

export type Position = readonly [sortName: string, id: string];

interface Raw extends Omit<InventoryPhone, 'employee' | 'phone'> {
  readonly sortName: string;
  readonly employeeId: string;
  readonly name: string;
  readonly department: string | null;
  readonly phoneId: string | null;
  readonly label: string | null;
}

export type PhoneRow = InventoryPhone & { readonly sortName: string };

const STATE = `CASE WHEN p.vanished_on IS NOT NULL THEN 'vanished' WHEN p.aside_reason IS NOT NULL THEN 'set-aside'
  WHEN p.matched_phone_id IS NOT NULL THEN 'enrolled' ELSE 'not-enrolled' END`;
const SINCE = `coalesce(p.vanished_on, p.aside_on, p.matched_on, (p.unmatched_since AT TIME ZONE 'UTC')::date)`;
/** Who has left is no longer listed: their phones are given back, or are theirs. */
const FROM = `FROM inventory_phones p
  JOIN people_employees e ON e.company_id = p.company_id AND e.id = p.employee_id AND e.active
  LEFT JOIN fleet_phones f ON f.company_id = p.company_id AND f.id = p.matched_phone_id`;
const WHERE = `p.company_id = $1 AND ($2::text IS NULL OR p.source = $2) AND ($3::text IS NULL OR p.platform = $3)
  AND ($4::text IS NULL OR ${STATE} = $4)
  AND ($5::text IS NULL OR strpos(lower(e.name), lower($5)) > 0 OR strpos(lower(p.model), lower($5)) > 0)`;

const values = (companyId: string, { source, platform, state, q }: InventoryFilter): unknown[] => [
  companyId,
  source ?? null,
  platform ?? null,
  state ?? null,
  searchText(q),
];

const toRow = ({ employeeId, name, department, phoneId, label, ...row }: Raw): PhoneRow => ({
  ...row,
  employee: { id: employeeId, name, department },
  phone: phoneId === null || label === null ? null : { id: phoneId, label },
});

const SELECT = `SELECT p.id, lower(e.name) AS "sortName", e.id AS "employeeId", e.name, e.department, p.source, p.platform,
  p.model, p.os_version AS "osVersion", p.ownership, ${STATE} AS state, to_char(${SINCE}, 'YYYY-MM-DD') AS since,
  f.id AS "phoneId", f.label, p.aside_reason AS reason ${FROM}`;

/** By ids, for whoever goes through all of them. */
export const phonesAfter = async (
  db: EntityManager,
  companyId: string,
  filter: InventoryFilter,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<PhoneRow[]> => {
  const rows: Raw[] = await db.query(
    `${SELECT} WHERE ${WHERE} AND ($6::uuid IS NULL OR p.id > $6::uuid) ORDER BY p.id LIMIT $7`,
    [...values(companyId, filter), page.after ?? null, page.limit],
  );
  return rows.map(toRow);
};

/** By the names of the people; one row more than `limit`, which tells whether there is a next page. */
export const phonePage = async (
  db: EntityManager,
  companyId: string,
  filter: InventoryFilter,
  page: { readonly after: Position | undefined; readonly limit: number },
): Promise<PhoneRow[]> => {
  const rows: Raw[] = await db.query(
    `${SELECT} WHERE ${WHERE} AND ($6::text IS NULL OR (lower(e.name), p.id) > ($6::text, $7::uuid))
     ORDER BY lower(e.name), p.id LIMIT $8`,
    [...values(companyId, filter), page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
  );
  return rows.map(toRow);
};

export const countPhones = async (
  db: EntityManager,
  companyId: string,
  filter: InventoryFilter,
): Promise<number> => {
  const rows: { count: number }[] = await db.query(
    `SELECT count(*)::int AS count ${FROM} WHERE ${WHERE}`,
    values(companyId, filter),
  );
  return rows[0]?.count ?? 0;
};
