import type { Platform } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { NewestSnapshot } from './newest-lacks.js';

/** An enrolled phone as its rooms know it, without its runs and snapshots one by one. */
export interface KnownPhone {
  readonly phoneId: string;
  readonly employeeId: string;
  /** As its person calls it. */
  readonly label: string;
  readonly platform: Platform;
  readonly enrolledAt: Date;
  readonly waits: boolean;
  readonly seenAt: Date | null;
  readonly agentVersion: string | null;
  readonly osVersion: string | null;
  readonly newest: NewestSnapshot | undefined;
  readonly snapshots: number;
  readonly firstSnapshotAt: Date | null;
  /** Proven copies of the newest snapshot. */
  readonly copies: number;
}

interface Row {
  id: string;
  employee_id: string;
  label: string;
  platform: Platform;
  created_at: Date;
  waits: boolean;
  seen_at: Date | null;
  version: string | null;
  os_version: string | null;
  newest_at: Date | null;
  newest_categories: string[] | null;
  newest_left_out: NewestSnapshot['leftOut'] | null;
  snapshots: number;
  first_at: Date | null;
  newest_copies: number;
}

/** Every phone that these people have enrolled, in a stable order. */
export async function phonesOf(
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
): Promise<KnownPhone[]> {
  const rows = await db.query<Row[]>(
    `SELECT p.id, p.employee_id, p.label, p.platform, p.os_version, p.created_at, seen.seen_at, seen.version,
       coalesce(seen.waits, false) OR EXISTS (SELECT FROM backup_runs r WHERE r.company_id = p.company_id
         AND r.phone_id = p.id AND r.outcome = 'running' AND r.kind = 'backup' AND r.progress ? 'waitingFor') AS waits,
       n.taken_at AS newest_at, n.categories AS newest_categories, n.left_out AS newest_left_out,
       counted.snapshots, counted.first_at,
       coalesce((SELECT count(*)::int FROM storage_copies c
         WHERE c.company_id = p.company_id AND c.snapshot_id = n.id), 0) AS newest_copies
     FROM fleet_phones p
     LEFT JOIN LATERAL (SELECT max(w.last_seen_at) AS seen_at,
         (array_agg(a.version ORDER BY w.last_seen_at DESC NULLS LAST, a.created_at DESC))[1] AS version,
         bool_or(e.attach IN ('unauthorised', 'locked', 'no-permissions', 'recovery')) AS waits
       FROM fleet_enrolments e
       JOIN fleet_workstations w ON w.company_id = e.company_id AND w.id = e.workstation_id
       LEFT JOIN fleet_agents a ON a.company_id = w.company_id AND a.workstation_id = w.id AND a.revoked_at IS NULL
       WHERE e.company_id = p.company_id AND e.phone_id = p.id) seen ON true
     LEFT JOIN LATERAL (SELECT id, taken_at, categories, facts->'leftOut' AS left_out FROM backup_snapshots s
       WHERE s.company_id = p.company_id AND s.phone_id = p.id
       ORDER BY s.taken_at DESC, s.id DESC LIMIT 1) n ON true
     CROSS JOIN LATERAL (SELECT count(*)::int AS snapshots, min(committed_at) AS first_at FROM backup_snapshots s
       WHERE s.company_id = p.company_id AND s.phone_id = p.id) counted
     WHERE p.company_id = $1 AND p.employee_id = ANY($2::uuid[]) AND p.released_on IS NULL ORDER BY p.id`,
    [companyId, employeeIds],
  );
  return rows.map((row) => ({
    phoneId: row.id,
    employeeId: row.employee_id,
    label: row.label,
    platform: row.platform,
    enrolledAt: row.created_at,
    waits: row.waits,
    seenAt: row.seen_at,
    agentVersion: row.version,
    osVersion: row.os_version,
    newest: row.newest_at
      ? {
          takenAt: row.newest_at,
          categories: row.newest_categories ?? [],
          leftOut: row.newest_left_out ?? [],
        }
      : undefined,
    snapshots: row.snapshots,
    firstSnapshotAt: row.first_at,
    copies: row.newest_copies,
  }));
}
