import type { WebhookData } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

export interface Change {
  readonly kind:
    | 'gap.opened'
    | 'gap.closed'
    | 'gap.moved'
    | 'policy.published'
    | 'incident.opened'
    | 'incident.closed'
    | 'anomaly.found';
  readonly objectId: string;
  readonly employeeId: string | null;
  readonly number: number | null;
}

/** Takes changes that nobody has followed yet, in their order; they are gone when the transaction commits. */
export async function takeChanges(db: EntityManager, companyId: string, limit: number): Promise<Change[]> {
  const [rows] = await db.query<[(Change & { seq: string })[], number]>(
    `DELETE FROM notify_changes c USING (SELECT seq FROM notify_changes WHERE company_id = $1
       ORDER BY seq LIMIT $2 FOR UPDATE SKIP LOCKED) taken
     WHERE c.company_id = $1 AND c.seq = taken.seq
     RETURNING c.seq, c.kind, c.object_id AS "objectId", c.employee_id AS "employeeId", c.number`,
    [companyId, limit],
  );
  return rows.sort((one, other) => Number(one.seq) - Number(other.seq));
}

/** These are decided about anew. */
export async function makeDue(
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO notify_due (company_id, employee_id, next_at)
     SELECT $1, e.id, $3 FROM people_employees e WHERE e.company_id = $1 AND e.id = ANY($2::uuid[]) ORDER BY e.id
     ON CONFLICT (company_id, employee_id) DO UPDATE SET next_at = $3`,
    [companyId, ids, now],
  );
}

export async function policyWasPublished(db: EntityManager, companyId: string): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `SELECT 1 FROM notify_changes WHERE company_id = $1 AND kind = 'policy.published' LIMIT 1`,
    [companyId],
  );
  return rows.length > 0;
}

/** A policy asks otherwise now: whoever something was due for later is decided about anew. Answers how many, at most `limit`. */
export async function makeSomeDue(
  db: EntityManager,
  companyId: string,
  now: Date,
  limit: number,
): Promise<number> {
  const [, count] = await db.query<[unknown, number]>(
    `UPDATE notify_due d SET next_at = $2 FROM (SELECT employee_id FROM notify_due
       WHERE company_id = $1 AND next_at > $2 LIMIT $3 FOR UPDATE SKIP LOCKED) later
     WHERE d.company_id = $1 AND d.employee_id = later.employee_id`,
    [companyId, now, limit],
  );
  return count;
}

export type GapData = WebhookData<'gap.opened'> & { readonly closedOn: string | null };

/** What webhooks tell of gaps, by id. One that was erased meanwhile is not told of. */
export async function gapData(
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, GapData>> {
  const rows = await db.query<GapData[]>(
    `SELECT id AS "gapId", employee_id AS "employeeId", phone_id AS "phoneId", code, severity,
       to_char(since AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS since,
       to_char(closed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "closedOn"
     FROM coverage_gaps WHERE company_id = $1 AND id = ANY($2::uuid[])`,
    [companyId, ids],
  );
  return new Map(rows.map((row) => [row.gapId, row]));
}
