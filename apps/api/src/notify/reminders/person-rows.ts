import type { ReminderFacts } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import { OWN_GAP } from './own-gaps.js';

/** What decides about reminders of one person. */
export interface RemindedPerson {
  readonly id: string;
  readonly active: boolean;
  readonly managerId: string | null;
  /** Workstations with an agent that can show something. */
  readonly workstations: readonly string[];
  readonly facts: Omit<ReminderFacts, 'reach' | 'canEscalate'>;
  readonly clearSince: Date | null;
}

interface Row {
  employee_id: string;
  active: boolean;
  asked_at: Date | null;
  announced_for: Date | null;
  escalated_at: Date | null;
  clear_since: Date | null;
  time_zone: string;
  muted_until: Date | null;
  reminded_at: Date | null;
  declined: boolean;
  manager_id: string | null;
  workstations: string[];
  gaps: { openedAt: string; pressing: boolean; closedBefore: string | null }[];
}

const toPerson = (row: Row): RemindedPerson => ({
  id: row.employee_id,
  active: row.active,
  managerId: row.manager_id,
  workstations: row.workstations,
  clearSince: row.clear_since,
  facts: {
    timeZone: row.time_zone,
    declined: row.declined || !row.active,
    remindedAt: row.reminded_at ?? undefined,
    mutedUntil: row.muted_until ?? undefined,
    askedAt: row.asked_at ?? undefined,
    announcedFor: row.announced_for ?? undefined,
    escalatedAt: row.escalated_at ?? undefined,
    gaps: row.gaps.map(({ openedAt, pressing, closedBefore }) => ({
      openedAt: new Date(openedAt),
      pressing,
      closedBefore: closedBefore === null ? undefined : new Date(closedBefore),
    })),
  },
});

/** People of whom something is due, by their rows of `notify_due`. */
export async function remindedPeople(
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
): Promise<RemindedPerson[]> {
  const rows = await db.query<Row[]>(
    `SELECT d.employee_id, e.active, d.asked_at, d.announced_for, d.escalated_at, d.clear_since,
       coalesce(p.time_zone, (SELECT s.time_zone FROM notify_settings s WHERE s.company_id = $1), 'UTC') AS time_zone,
       p.muted_until,
       (SELECT max(r.sent_at) FROM notify_reminders r WHERE r.company_id = $1 AND r.employee_id = e.id) AS reminded_at,
       EXISTS (SELECT FROM notices_declarations x WHERE x.company_id = $1 AND x.employee_id = e.id) AS declined,
       (SELECT m.id FROM directory_people o JOIN people_employees m ON m.company_id = $1 AND m.id = o.manager_id AND m.active
         WHERE o.company_id = $1 AND o.employee_id = e.id AND o.deleted_at IS NULL AND m.id <> e.id LIMIT 1) AS manager_id,
       ARRAY(SELECT w.id::text FROM fleet_workstations w WHERE w.company_id = $1 AND w.employee_id = e.id AND EXISTS (
         SELECT FROM fleet_agents a WHERE a.company_id = $1 AND a.workstation_id = w.id AND a.revoked_at IS NULL)
         ORDER BY w.id LIMIT 20) AS workstations,
       coalesce((SELECT jsonb_agg(jsonb_build_object('openedAt', g.opened_at, 'pressing', g.severity <> 'waiting',
           'closedBefore', (SELECT max(b.closed_at) FROM coverage_gaps b WHERE b.company_id = $1 AND b.employee_id = e.id
             AND b.code = g.code AND b.phone_id IS NOT DISTINCT FROM g.phone_id AND b.closed_at IS NOT NULL)))
         FROM coverage_gaps g WHERE g.company_id = $1 AND g.employee_id = e.id AND ${OWN_GAP}), '[]') AS gaps
     FROM notify_due d
     JOIN people_employees e ON e.company_id = d.company_id AND e.id = d.employee_id
     LEFT JOIN notify_preferences p ON p.company_id = d.company_id AND p.employee_id = d.employee_id
     WHERE d.company_id = $1 AND d.employee_id = ANY($2::uuid[]) ORDER BY d.employee_id`,
    [companyId, ids],
  );
  return rows.map(toPerson);
}

/** Ids of the gaps that a reminder of this person is about. */
export async function ownGapIds(
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<Set<string>> {
  const rows = await db.query<{ id: string }[]>(
    `SELECT g.id FROM coverage_gaps g WHERE g.company_id = $1 AND g.employee_id = $2 AND ${OWN_GAP}`,
    [companyId, employeeId],
  );
  return new Set(rows.map(({ id }) => id));
}
