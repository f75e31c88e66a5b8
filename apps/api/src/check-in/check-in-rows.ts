import type { CheckedIn } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** The phones enrolled on a workstation, each with when its newest committed snapshot was taken. */
export async function newestSnapshots(
  db: EntityManager,
  companyId: string,
  workstationId: string,
): Promise<CheckedIn['phones']> {
  const rows = await db.query<{ phone_id: string; newest: Date | null }[]>(
    `SELECT n.phone_id, (SELECT s.taken_at FROM backup_snapshots s
       WHERE s.company_id = n.company_id AND s.phone_id = n.phone_id ORDER BY s.taken_at DESC LIMIT 1) AS newest
     FROM fleet_enrolments n WHERE n.company_id = $1 AND n.workstation_id = $2 ORDER BY n.phone_id`,
    [companyId, workstationId],
  );
  return rows.map((row) => ({ phoneId: row.phone_id, newestSnapshotAt: row.newest?.toISOString() ?? null }));
}
