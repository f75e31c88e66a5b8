import type { EntityManager } from 'typeorm';

/** Asks that everybody is evaluated anew; one that is on its way begins again. */
export async function askRound(db: EntityManager, companyId: string, now: Date): Promise<void> {
  await db.query(
    `INSERT INTO coverage_rounds (company_id, asked_at) VALUES ($1, $2)
     ON CONFLICT (company_id) DO UPDATE SET asked_at = excluded.asked_at, after = NULL`,
    [companyId, now],
  );
}

/** Makes the next of a round due, in the order of their ids; answers whether there is anything left of it. */
export async function advanceRound(
  db: EntityManager,
  companyId: string,
  now: Date,
  step: number,
): Promise<boolean> {
  const [round] = await db.query<{ after: string | null }[]>(
    'SELECT after FROM coverage_rounds WHERE company_id = $1 FOR UPDATE SKIP LOCKED',
    [companyId],
  );
  if (!round) return false;
  const [made] = await db.query<{ last: string | null }[]>(
    `WITH next AS (
       SELECT employee_id FROM coverage_people
       WHERE company_id = $1 AND ($2::uuid IS NULL OR employee_id > $2) ORDER BY employee_id LIMIT $3
     ), due AS (
       UPDATE coverage_people p SET next_transition_at = $4 FROM next n
       WHERE p.company_id = $1 AND p.employee_id = n.employee_id
         AND (p.next_transition_at IS NULL OR p.next_transition_at > $4)
     )
     SELECT max(employee_id::text) AS last FROM next`,
    [companyId, round.after, step, now],
  );
  if (!made || made.last === null) {
    await db.query('DELETE FROM coverage_rounds WHERE company_id = $1', [companyId]);
    return false;
  }
  await db.query('UPDATE coverage_rounds SET after = $2 WHERE company_id = $1', [companyId, made.last]);
  return true;
}
