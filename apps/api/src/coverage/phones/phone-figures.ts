import type { PhoneState, WaitingFor } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import { waitingNow } from '../../backup/index.js';

/** What coverage and the runs say of a phone, for pages. */
export interface PhoneFigures {
  readonly state: PhoneState;
  readonly newestSnapshotAt: Date | null;
  readonly snapshots: number;
  readonly copies: number;
  readonly running: boolean;
  /** What that backup waits for now. */
  readonly waitingFor: WaitingFor | null;
}

/** By phone; a phone that was never evaluated is absent. */
export async function figuresOf(
  db: EntityManager,
  companyId: string,
  phoneIds: readonly string[],
): Promise<Map<string, PhoneFigures>> {
  if (phoneIds.length === 0) return new Map();
  const now = new Date();
  const rows = await db.query<(PhoneFigures & { phoneId: string; reportedAt: Date })[]>(
    `SELECT s.phone_id AS "phoneId", s.state, s.newest_snapshot_at AS "newestSnapshotAt", s.snapshots, s.copies,
       r.id IS NOT NULL AS running, r.progress->'waitingFor' AS "waitingFor", r.reported_at AS "reportedAt"
     FROM coverage_states s
     LEFT JOIN LATERAL (SELECT id, progress, reported_at FROM backup_runs r
       WHERE r.company_id = s.company_id AND r.phone_id = s.phone_id AND r.outcome = 'running' AND r.kind = 'backup'
       ORDER BY r.started_at DESC, r.id DESC LIMIT 1) r ON true
     WHERE s.company_id = $1 AND s.phone_id = ANY($2::uuid[])`,
    [companyId, phoneIds],
  );
  return new Map(
    rows.map(({ phoneId, reportedAt, ...row }) => [
      phoneId,
      { ...row, waitingFor: row.waitingFor && waitingNow(row.waitingFor, reportedAt, now) },
    ]),
  );
}
