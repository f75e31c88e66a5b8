import { type CauseClass, FIRST_STEPS, type Overview } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';

/** How many locations there are; what they hold is counted with everything else. */
export async function countLocations(db: EntityManager, companyId: string): Promise<number> {
  const [row] = await db.query<{ locations: number }[]>(
    'SELECT count(*)::int AS locations FROM storage_locations WHERE company_id = $1',
    [companyId],
  );
  return row?.locations ?? 0;
}

type FirstStep = z.infer<typeof Overview>['firstSteps'][number];

/**
 * Whether a company has any row of a table: the first in the order of the key. Not EXISTS: the planner would read the table from its
 * beginning, where the rows of another company may be all there is for a long time.
 */
const any = (table: string, more = ''): string =>
  `(SELECT id FROM ${table} WHERE company_id = $1${more} ORDER BY id LIMIT 1) IS NOT NULL`;

/** Steps of a new company, each told by what there is. */
export async function firstSteps(db: EntityManager, companyId: string): Promise<FirstStep[]> {
  const [row] = await db.query<Record<string, boolean>[]>(
    `SELECT ${any('people_employees', ` AND role = 'owner' AND active`)} AS "owner",
       ${any('storage_locations')} AS "storage", ${any('policies')} AS "policy",
       ${any('people_employees', ` AND role <> 'owner'`)} AS "person", ${any('fleet_workstations')} AS "workstation",
       ${any('fleet_phones', ' AND released_on IS NULL')} AS "phone", ${any('backup_snapshots')} AS "backup"`,
    [companyId],
  );
  return FIRST_STEPS.map((code) => ({ code, done: row?.[code] ?? false }));
}

export interface RecentRun {
  readonly phoneId: string;
  readonly label: string;
  readonly outcome: string;
  readonly cause: CauseClass | null;
  readonly startedAt: Date;
  readonly bytesRead: number;
}

export async function recentRuns(db: EntityManager, companyId: string): Promise<RecentRun[]> {
  const rows = await db.query<
    {
      phone_id: string;
      label: string;
      outcome: string;
      cause: CauseClass | null;
      started_at: Date;
      bytes_read: string;
    }[]
  >(
    `SELECT r.phone_id, p.label, r.outcome, r.cause, r.started_at,
       coalesce((s.facts->>'readBytes')::bigint, (r.progress->>'bytesDone')::bigint, 0) AS bytes_read
     FROM (SELECT * FROM backup_runs WHERE company_id = $1 ORDER BY started_at DESC, id DESC LIMIT 10) r
     JOIN fleet_phones p ON p.company_id = r.company_id AND p.id = r.phone_id
     LEFT JOIN backup_snapshots s ON s.company_id = r.company_id AND s.id = r.snapshot_id
     ORDER BY r.started_at DESC, r.id DESC`,
    [companyId],
  );
  return rows.map((row) => ({
    phoneId: row.phone_id,
    label: row.label,
    outcome: row.outcome,
    cause: row.cause,
    startedAt: row.started_at,
    bytesRead: Number(row.bytes_read),
  }));
}
