import type { EntityManager } from 'typeorm';

/** The newest snapshot of a phone for one category and one set of places. Null: it contains no category at all. */
export interface KnownSnapshot {
  readonly phoneId: string;
  readonly category: string | null;
  readonly takenAt: Date;
  /** `location id:server` or `location id:agent`, of each proven copy. */
  readonly places: readonly string[];
}

/** Of each phone, for each category, the newest snapshot for every set of places that there is: others decide nothing. */
export async function snapshotsOf(
  db: EntityManager,
  companyId: string,
  phoneIds: readonly string[],
): Promise<Map<string, KnownSnapshot[]>> {
  const rows = await db.query<KnownSnapshot[]>(
    `SELECT DISTINCT ON (s.phone_id, category, places)
       s.phone_id AS "phoneId", category, s.taken_at AS "takenAt", places
     FROM backup_snapshots s
     CROSS JOIN LATERAL (SELECT coalesce(array_agg(c.location_id || ':' || c.proven_by ORDER BY c.location_id), '{}')
       AS places FROM storage_copies c WHERE c.company_id = s.company_id AND c.snapshot_id = s.id) proven
     LEFT JOIN LATERAL unnest(s.categories) AS category ON true
     WHERE s.company_id = $1 AND s.phone_id = ANY($2::uuid[])
     ORDER BY s.phone_id, category, places, s.taken_at DESC`,
    [companyId, phoneIds],
  );
  const byPhone = new Map<string, KnownSnapshot[]>();
  for (const row of rows) {
    const known = byPhone.get(row.phoneId);
    if (known) known.push(row);
    else byPhone.set(row.phoneId, [row]);
  }
  return byPhone;
}

/** What is known of a location, as far as policies ask about places. */
export interface KnownLocation {
  readonly id: string;
  readonly offSite: boolean;
  readonly jurisdiction: string | null;
}

/**
 * A bucket counts as off site, a folder of this server does not. Where a location lies is known only where somebody has
 * declared it, and nothing here has been found to lock anything yet.
 */
export async function locationsOf(db: EntityManager, companyId: string): Promise<Map<string, KnownLocation>> {
  const rows = await db.query<KnownLocation[]>(
    `SELECT id, kind = 's3' AS "offSite", jurisdiction
     FROM storage_locations WHERE company_id = $1`,
    [companyId],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Bytes that were committed for each of these people since `from`, by their phones' snapshots. */
export async function growthOf(
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
  from: Date,
): Promise<Map<string, { readonly bytes: number; readonly lastAt: Date }>> {
  if (employeeIds.length === 0) return new Map();
  const rows = await db.query<{ employee_id: string; bytes: string; last_at: Date }[]>(
    `SELECT r.employee_id, sum(s.stored_bytes) AS bytes, max(s.committed_at) AS last_at
     FROM storage_repositories r
     JOIN backup_snapshots s ON s.company_id = r.company_id AND s.repository_id = r.id
     WHERE r.company_id = $1 AND r.employee_id = ANY($2::uuid[]) AND s.committed_at > $3
     GROUP BY r.employee_id`,
    [companyId, employeeIds, from],
  );
  return new Map(rows.map((row) => [row.employee_id, { bytes: Number(row.bytes), lastAt: row.last_at }]));
}
