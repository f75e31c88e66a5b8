import type { PhoneState } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** One row of the coverage report: a phone, or an employee without one. */
export interface CoverageRow {
  readonly key: string;
  readonly employee: string;
  readonly email: string;
  readonly department: string | null;
  readonly phone: string | null;
  readonly platform: string | null;
  readonly state: PhoneState | 'no-phone';
  readonly gaps: readonly string[];
  readonly oldestGapSince: Date | null;
  readonly newestSnapshotAt: Date | null;
  readonly snapshots: number;
  readonly copies: number;
}

/** Rows in a stable order, from the one after `after`; a key is `employee id/phone id`. */
export async function coverageRows(
  db: EntityManager,
  companyId: string,
  after: string | undefined,
  limit: number,
): Promise<CoverageRow[]> {
  const [employeeId = null, phoneId = null] = after?.split('/') ?? [];
  return db.query<CoverageRow[]>(
    `SELECT e.id || '/' || coalesce(p.id::text, '') AS key, e.name AS employee, e.email, e.department,
       p.label AS phone, p.platform, coalesce(s.state, CASE WHEN p.id IS NULL THEN 'no-phone' ELSE 'in-grace' END) AS state,
       coalesce(g.codes, '{}') AS gaps, g.since AS "oldestGapSince", s.newest_snapshot_at AS "newestSnapshotAt",
       coalesce(s.snapshots, 0) AS snapshots, coalesce(s.copies, 0) AS copies
     FROM people_employees e
     LEFT JOIN fleet_phones p ON p.company_id = e.company_id AND p.employee_id = e.id AND p.released_on IS NULL
     LEFT JOIN coverage_states s ON s.company_id = e.company_id AND s.phone_id = p.id
     LEFT JOIN LATERAL (SELECT array_agg(code ORDER BY code) AS codes, min(since) AS since FROM coverage_gaps g
       WHERE g.company_id = e.company_id AND g.employee_id = e.id AND g.phone_id IS NOT DISTINCT FROM p.id
         AND g.closed_at IS NULL) g ON true
     WHERE e.company_id = $1 AND e.active
       AND ($2::uuid IS NULL OR (e.id, coalesce(p.id::text, '')) > ($2::uuid, coalesce($3::text, '')))
     ORDER BY e.id, coalesce(p.id::text, '') LIMIT $4`,
    [companyId, employeeId, phoneId, limit],
  );
}
