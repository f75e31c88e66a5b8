import type { EntityManager } from 'typeorm';

/** A backup, a verification or a drill that ended, as far as it says something. */
export interface KnownRun {
  readonly phoneId: string;
  readonly proof: boolean;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly outcome: 'completed' | 'interrupted' | 'failed';
  readonly cause: string | null;
  /** Of a backup: how far it had come and how fast it went; null where that is not known. */
  readonly remainingBytes: number | null;
  readonly bytesPerSecond: number | null;
}

/** So many verifications and drills are looked at: damage that none of them found healed is told since the first of them. */
const PROOFS = 20;

/**
 * The last runs of each phone, newest first: as many backups as a policy asks for, and proofs. A run that somebody
 * cancelled, or that a sleeping laptop cut off (interrupted, and nobody says why), says nothing about the phone.
 */
export async function runsOf(
  db: EntityManager,
  companyId: string,
  phoneIds: readonly string[],
  backups: number,
): Promise<Map<string, KnownRun[]>> {
  const rows = await db.query<KnownRun[]>(
    `SELECT p.id AS "phoneId", r.proof, r.started_at AS "startedAt", r.ended_at AS "endedAt", r.outcome, r.cause,
       r.remaining AS "remainingBytes", r.speed AS "bytesPerSecond"
     FROM unnest($2::uuid[]) AS p(id)
     CROSS JOIN LATERAL (
       (SELECT false AS proof, started_at, ended_at, outcome, cause,
           ((progress->>'bytesTotal')::float8 - (progress->>'bytesDone')::float8) AS remaining,
           (progress->>'bytesPerSecond')::float8 AS speed FROM backup_runs r
         WHERE r.company_id = $1 AND r.phone_id = p.id AND r.kind = 'backup' AND r.ended_at IS NOT NULL
           AND (r.outcome IN ('completed', 'failed') OR r.outcome = 'interrupted' AND r.cause IS NOT NULL)
         ORDER BY r.ended_at DESC LIMIT $3)
       UNION ALL
       (SELECT true, started_at, ended_at, outcome, cause, NULL, NULL FROM backup_runs r
         WHERE r.company_id = $1 AND r.phone_id = p.id AND r.kind IN ('verify', 'drill') AND r.ended_at IS NOT NULL
           AND r.outcome IN ('completed', 'failed')
         ORDER BY r.ended_at DESC LIMIT ${String(PROOFS)})) r
     ORDER BY r.ended_at DESC`,
    [companyId, phoneIds, backups],
  );
  const byPhone = new Map<string, KnownRun[]>();
  for (const row of rows) {
    const known = byPhone.get(row.phoneId);
    if (known) known.push(row);
    else byPhone.set(row.phoneId, [row]);
  }
  return byPhone;
}
