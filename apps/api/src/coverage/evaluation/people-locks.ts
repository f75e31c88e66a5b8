import type { EntityManager } from 'typeorm';

/**
 * The row of each of these people, made where it lacks, and locked until the transaction ends: one evaluation at a time for
 * each person, in an order in which no two transactions wait for each other. Who does not exist has none.
 */
export async function lockPeople(
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO coverage_people (company_id, employee_id, evaluated_at)
     SELECT $1, e.id, $3 FROM people_employees e WHERE e.company_id = $1 AND e.id = ANY($2::uuid[])
       AND NOT EXISTS (SELECT FROM coverage_people p WHERE p.company_id = $1 AND p.employee_id = e.id)
     ORDER BY e.id ON CONFLICT DO NOTHING`,
    [companyId, employeeIds, now],
  );
  await db.query(
    `SELECT FROM coverage_people WHERE company_id = $1 AND employee_id = ANY($2::uuid[])
     ORDER BY employee_id FOR UPDATE`,
    [companyId, employeeIds],
  );
}

/** People whose answer changes by time alone, oldest first, that no other process works on; locked. */
export async function lockDue(
  db: EntityManager,
  companyId: string,
  now: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ employee_id: string }[]>(
    `SELECT employee_id FROM coverage_people WHERE company_id = $1 AND next_transition_at <= $2
     ORDER BY next_transition_at LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [companyId, now, limit],
  );
  return rows.map((row) => row.employee_id).sort();
}

/** Makes these people due, so that the transitions job evaluates them anew in batches. Who is due already stays so. */
export async function makeDue(
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
  now: Date,
): Promise<void> {
  await db.query(
    `UPDATE coverage_people SET next_transition_at = $2
     WHERE company_id = $1 AND employee_id = ANY($3::uuid[])
       AND (next_transition_at IS NULL OR next_transition_at > $2)`,
    [companyId, now, employeeIds],
  );
}
