import type { GapFilter, RemindedPeople } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import { selectedGaps } from '../../coverage/index.js';
import { OWN_GAP } from './own-gaps.js';

/** Who has an open gap of their own among those that a filter of the gaps page finds; at most `limit`. */
export async function peopleWithGaps(
  db: EntityManager,
  companyId: string,
  filter: GapFilter,
  now: Date,
  limit: number,
): Promise<string[]> {
  const chosen = selectedGaps(companyId, { filter }, now);
  const most = chosen.value(limit);
  const rows = await db.query<{ employee_id: string }[]>(
    `SELECT DISTINCT g.employee_id FROM coverage_gaps g WHERE ${chosen.sql} AND ${OWN_GAP} ORDER BY g.employee_id LIMIT ${most}`,
    chosen.values,
  );
  return rows.map((row) => row.employee_id);
}

/** Makes due whoever of these can be reminded; answers how many of whom. One statement, whatever their number. */
export async function askForReminders(
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
  now: Date,
): Promise<RemindedPeople> {
  const [row] = await db.query<RemindedPeople[]>(
    `WITH asked AS (
       SELECT id, CASE
         WHEN NOT EXISTS (SELECT FROM people_employees e WHERE e.company_id = $1 AND e.id = a.id AND e.active)
           OR EXISTS (SELECT FROM notices_declarations x WHERE x.company_id = $1 AND x.employee_id = a.id)
           OR NOT EXISTS (SELECT FROM coverage_gaps g WHERE g.company_id = $1 AND g.employee_id = a.id AND ${OWN_GAP})
           THEN 'nothing'
         WHEN EXISTS (SELECT FROM notify_reminders r WHERE r.company_id = $1 AND r.employee_id = a.id
           AND r.sent_at > $3::timestamptz - interval '24 hours') THEN 'already'
         WHEN EXISTS (SELECT FROM notify_preferences p WHERE p.company_id = $1 AND p.employee_id = a.id
           AND p.muted_until > $3) THEN 'muted'
         ELSE 'queued' END AS what
       FROM (SELECT DISTINCT unnest($2::uuid[]) AS id) a
     ), due AS (
       INSERT INTO notify_due (company_id, employee_id, next_at, asked_at)
       SELECT $1, id, $3, $3 FROM asked WHERE what = 'queued' ORDER BY id
       ON CONFLICT (company_id, employee_id) DO UPDATE SET next_at = $3, asked_at = $3
     )
     SELECT count(*) FILTER (WHERE what = 'queued')::int AS queued, count(*) FILTER (WHERE what = 'muted')::int AS muted,
       count(*) FILTER (WHERE what = 'already')::int AS "alreadyToday",
       count(*) FILTER (WHERE what = 'nothing')::int AS "nothingOpen" FROM asked`,
    [companyId, ids, now],
  );
  return row ?? { queued: 0, muted: 0, alreadyToday: 0, nothingOpen: 0 };
}
