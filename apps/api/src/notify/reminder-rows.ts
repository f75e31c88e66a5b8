import type { EntityManager } from 'typeorm';

/** Takes today's reminder of an employee; false when somebody took it already. */
export async function claimReminder(
  db: EntityManager,
  companyId: string,
  employeeId: string,
  now: Date,
): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `INSERT INTO notify_reminders (company_id, employee_id, sent_on, channel, sent_at)
     VALUES ($1, $2, ($3::timestamptz AT TIME ZONE 'UTC')::date, 'email', $3)
     ON CONFLICT DO NOTHING RETURNING 1`,
    [companyId, employeeId, now],
  );
  return rows.length === 1;
}

/** Gives today's reminder back: the mail server did not take it. */
export async function releaseReminder(
  db: EntityManager,
  companyId: string,
  employeeId: string,
  now: Date,
): Promise<void> {
  await db.query(
    `DELETE FROM notify_reminders WHERE company_id = $1 AND employee_id = $2
       AND sent_on = ($3::timestamptz AT TIME ZONE 'UTC')::date AND channel = 'email'`,
    [companyId, employeeId, now],
  );
}

/** Employees with an open gap that is theirs to close, and no reminder since `before`; at most `limit`. */
export async function employeesToRemind(
  db: EntityManager,
  companyId: string,
  before: Date,
  limit: number,
): Promise<string[]> {
  const rows = await db.query<{ employee_id: string }[]>(
    `SELECT DISTINCT g.employee_id FROM coverage_gaps g
     JOIN people_employees e ON e.company_id = g.company_id AND e.id = g.employee_id AND e.active
     WHERE g.company_id = $1 AND g.closed_at IS NULL AND g.code <> 'too-few-copies' AND g.opened_at <= $2
       AND NOT EXISTS (SELECT FROM notify_reminders r WHERE r.company_id = g.company_id
         AND r.employee_id = g.employee_id AND r.sent_at > $2)
     ORDER BY g.employee_id LIMIT $3`,
    [companyId, before, limit],
  );
  return rows.map((row) => row.employee_id);
}
