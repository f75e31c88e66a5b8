import type { Vanished } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** So long what vanished is shown, in days; then its row goes. */
export const KEPT_DAYS = 90;

interface Raw extends Omit<Vanished, 'employee' | 'phone'> {
  readonly employeeId: string | null;
  readonly name: string | null;
  readonly department: string | null;
  readonly phoneId: string | null;
  readonly label: string | null;
}

/**
 * Phones whose source no longer tells of them, but those that it tells of under another id; sources without an import for
 * longer than their days; people whom the directory has no longer, and who neither left here nor wait for a decision. Each
 * of the three is read by an index of what vanished alone.
 */
const VANISHED = `
  SELECT p.id::text COLLATE "C" AS id, p.vanished_on AS since, p.source AS source, p.employee_id, p.model,
    CASE WHEN f.id IS NULL THEN 'phone-vanished' ELSE 'enrolled-phone-vanished' END AS kind, f.id AS phone_id, f.label
  FROM inventory_phones p
  LEFT JOIN fleet_phones f ON f.company_id = p.company_id AND f.id = p.matched_phone_id AND f.released_on IS NULL
  WHERE p.company_id = $1 AND p.vanished_on > current_date - ${String(KEPT_DAYS)}
    AND NOT EXISTS (SELECT FROM inventory_phones o WHERE o.company_id = p.company_id AND o.employee_id = p.employee_id
      AND o.vanished_on IS NULL AND o.matched_phone_id = f.id)
  UNION ALL
  SELECT s.name, (s.imported_at AT TIME ZONE 'UTC')::date + s.quiet_days, s.name, NULL, NULL, 'source-quiet', NULL, NULL
  FROM inventory_sources s
  WHERE s.company_id = $1 AND s.imported_at < now() - make_interval(days => s.quiet_days)
  UNION ALL
  SELECT d.employee_id::text, (coalesce(d.deleted_at, d.changed_at) AT TIME ZONE 'UTC')::date, NULL, d.employee_id, NULL,
    'person-vanished', NULL, NULL
  FROM directory_people d
  WHERE d.company_id = $1 AND (d.deleted_at IS NOT NULL OR (d.deleted_at IS NULL AND NOT d.active))
    AND NOT EXISTS (SELECT FROM directory_held h WHERE h.company_id = d.company_id AND h.employee_id = d.employee_id)`;
const LISTED = `(${VANISHED}) v
  LEFT JOIN people_employees e ON e.company_id = $1 AND e.id = v.employee_id
  WHERE (v.employee_id IS NULL OR e.active)`;

/** The newest first; one row more than `limit`. `after`: date and id of the last row before. */
export const vanishedPage = async (
  db: EntityManager,
  companyId: string,
  page: { readonly after: readonly [since: string, id: string] | undefined; readonly limit: number },
): Promise<Vanished[]> => {
  const rows: Raw[] = await db.query(
    `SELECT v.id, v.kind, to_char(v.since, 'YYYY-MM-DD') AS since, v.source, e.id AS "employeeId", e.name, e.department,
       v.phone_id AS "phoneId", v.label, v.model
     FROM ${LISTED} AND ($2::date IS NULL OR (v.since, v.id) < ($2::date, $3::text COLLATE "C"))
     ORDER BY v.since DESC, v.id DESC LIMIT $4`,
    [companyId, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
  );
  return rows.map(({ employeeId, name, department, phoneId, label, ...row }) => ({
    ...row,
    employee: employeeId === null || name === null ? null : { id: employeeId, name, department },
    phone: phoneId === null || label === null ? null : { id: phoneId, label },
  }));
};

export const countVanished = async (db: EntityManager, companyId: string): Promise<number> => {
  const rows: { count: number }[] = await db.query(`SELECT count(*)::int AS count FROM ${LISTED}`, [
    companyId,
  ]);
  return rows[0]?.count ?? 0;
};
