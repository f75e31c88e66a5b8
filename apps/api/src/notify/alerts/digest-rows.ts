import type { FoundIncident } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

/** Takes the digest of a day; undefined: another process has it. `since`: when the one before was taken. */
export async function takeDigest(
  db: EntityManager,
  companyId: string,
  day: string,
  now: Date,
): Promise<{ since: Date | null } | undefined> {
  const before = await db.query<{ queued_at: Date }[]>(
    'SELECT queued_at FROM notify_digests WHERE company_id = $1 AND day < $2::date ORDER BY day DESC LIMIT 1',
    [companyId, day],
  );
  const rows = await db.query<unknown[]>(
    `INSERT INTO notify_digests (company_id, day, queued_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1`,
    [companyId, day, now],
  );
  return rows.length === 1 ? { since: before[0]?.queued_at ?? null } : undefined;
}

export interface GapMovement {
  readonly opened: number;
  readonly closed: number;
}

/** Gaps that opened within a time and are open still, and gaps that closed within it. */
export async function gapMovement(
  db: EntityManager,
  companyId: string,
  since: Date,
  until: Date,
): Promise<GapMovement> {
  const [row] = await db.query<GapMovement[]>(
    `SELECT (SELECT count(*)::int FROM coverage_gaps
         WHERE company_id = $1 AND opened_at >= $2 AND opened_at < $3 AND closed_at IS NULL) AS opened,
       (SELECT count(*)::int FROM coverage_gaps WHERE company_id = $1 AND closed_at >= $2 AND closed_at < $3) AS closed`,
    [companyId, since, until],
  );
  return row ?? { opened: 0, closed: 0 };
}

/** Incidents that are open, lost data first; `gaps`: how many each explains. */
export const openIncidents = (
  db: EntityManager,
  companyId: string,
  limit: number,
): Promise<(FoundIncident & { gaps: number })[]> =>
  db.query(
    `SELECT i.kind, i.key, i.severity, i.details, i.since,
       (SELECT count(*)::int FROM coverage_gaps g
        WHERE g.company_id = i.company_id AND g.incident_id = i.id AND g.closed_at IS NULL) AS gaps
     FROM coverage_incidents i WHERE i.company_id = $1 AND i.closed_at IS NULL
     ORDER BY (i.severity = 'lost') DESC, i.since, i.id LIMIT $2`,
    [companyId, limit],
  );

/** The open gaps that stand longest and that no incident explains, by whose they are. */
export const oldestGaps = (
  db: EntityManager,
  companyId: string,
  limit: number,
): Promise<{ id: string; employeeId: string }[]> =>
  db.query(
    `SELECT id, employee_id AS "employeeId" FROM coverage_gaps
     WHERE company_id = $1 AND closed_at IS NULL AND exemption_id IS NULL AND incident_id IS NULL
     ORDER BY since, id LIMIT $2`,
    [companyId, limit],
  );
