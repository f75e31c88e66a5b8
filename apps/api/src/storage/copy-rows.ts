import type { EntityManager } from 'typeorm';

export interface ProvenCopy {
  readonly companyId: string;
  readonly snapshotId: string;
  readonly locationId: string;
  readonly provenAt: Date;
  readonly segments: number;
  readonly objects: number;
}

/** A snapshot is proven present at a location, by the server; the first proof stays. */
export async function recordCopy(db: EntityManager, copy: ProvenCopy): Promise<void> {
  await db.query(
    `INSERT INTO storage_copies
       (company_id, snapshot_id, location_id, proven_at, proven_by, segments, objects)
     VALUES ($1, $2, $3, $4, 'server', $5, $6)
     ON CONFLICT (company_id, snapshot_id, location_id) DO NOTHING`,
    [copy.companyId, copy.snapshotId, copy.locationId, copy.provenAt, copy.segments, copy.objects],
  );
}

export async function countCopies(db: EntityManager, companyId: string, snapshotId: string): Promise<number> {
  const [row] = await db.query<{ copies: number }[]>(
    'SELECT count(*)::int AS copies FROM storage_copies WHERE company_id = $1 AND snapshot_id = $2',
    [companyId, snapshotId],
  );
  return row?.copies ?? 0;
}
