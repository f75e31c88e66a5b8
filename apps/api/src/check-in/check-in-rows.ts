import type { CheckedIn } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { Pulse } from './next-check-in.js';

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

/** Whether a run of this agent is running, and how long ago what is attached to its workstation changed. */
export async function pulseOf(
  db: EntityManager,
  companyId: string,
  { workstationId, agentId }: { readonly workstationId: string; readonly agentId: string },
): Promise<Pick<Pulse, 'running' | 'changedMsAgo'>> {
  const [row] = await db.query<{ running: boolean; changed_ms_ago: number | null }[]>(
    `SELECT EXISTS (SELECT FROM backup_runs WHERE company_id = $1 AND agent_id = $3 AND outcome = 'running') AS running,
       (SELECT (extract(epoch FROM now() - max(attach_at)) * 1000)::float8 FROM fleet_enrolments
         WHERE company_id = $1 AND workstation_id = $2) AS changed_ms_ago`,
    [companyId, workstationId, agentId],
  );
  return { running: row?.running ?? false, changedMsAgo: row?.changed_ms_ago ?? undefined };
}
