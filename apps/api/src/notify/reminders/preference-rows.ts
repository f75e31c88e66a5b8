import type { EntityManager } from 'typeorm';

export interface Preferences {
  readonly timeZone: string | null;
  readonly mutedUntil: Date | null;
}

export async function preferencesOf(
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<Preferences> {
  const [row] = await db.query<Preferences[]>(
    `SELECT time_zone AS "timeZone", muted_until AS "mutedUntil" FROM notify_preferences
     WHERE company_id = $1 AND employee_id = $2`,
    [companyId, employeeId],
  );
  return row ?? { timeZone: null, mutedUntil: null };
}

/** False for somebody who is not an employee of the company, any more or at all. */
export async function storePreferences(
  db: EntityManager,
  companyId: string,
  employeeId: string,
  { timeZone, mutedUntil }: Preferences,
): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    `INSERT INTO notify_preferences (company_id, employee_id, time_zone, muted_until)
     SELECT $1, id, $3, $4 FROM people_employees WHERE company_id = $1 AND id = $2 AND active
     ON CONFLICT (company_id, employee_id)
       DO UPDATE SET time_zone = excluded.time_zone, muted_until = excluded.muted_until RETURNING 1`,
    [companyId, employeeId, timeZone, mutedUntil],
  );
  return rows.length === 1;
}

/** Another time zone, or no muting any more: what was put off is decided anew. */
export async function decideAnew(
  db: EntityManager,
  companyId: string,
  employeeId: string,
  now: Date,
): Promise<void> {
  await db.query(
    'UPDATE notify_due SET next_at = $3 WHERE company_id = $1 AND employee_id = $2 AND next_at IS NOT NULL',
    [companyId, employeeId, now],
  );
}
