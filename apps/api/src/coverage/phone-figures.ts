import type { PhoneState } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** What coverage and the runs say of a phone, for pages. */
export interface PhoneFigures {
  readonly state: PhoneState;
  readonly newestSnapshotAt: Date | null;
  readonly snapshots: number;
  readonly copies: number;
  readonly running: boolean;
}

/** By phone; a phone that was never evaluated is absent. */
export async function figuresOf(
  db: EntityManager,
  companyId: string,
  phoneIds: readonly string[],
): Promise<Map<string, PhoneFigures>> {
  if (phoneIds.length === 0) return new Map();
  const rows = await db.query<(PhoneFigures & { phoneId: string })[]>(
    `SELECT s.phone_id AS "phoneId", s.state, s.newest_snapshot_at AS "newestSnapshotAt", s.snapshots, s.copies,
       EXISTS (SELECT FROM backup_runs r WHERE r.company_id = s.company_id AND r.phone_id = s.phone_id
         AND r.outcome = 'running' AND r.kind = 'backup') AS running
     FROM coverage_states s WHERE s.company_id = $1 AND s.phone_id = ANY($2::uuid[])`,
    [companyId, phoneIds],
  );
  return new Map(rows.map((row) => [row.phoneId, row]));
}
