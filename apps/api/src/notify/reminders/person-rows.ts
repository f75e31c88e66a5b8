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
  /** A reminder of theirs waits for the mail server: they do not know yet what it announces. */
  readonly unread: boolean;
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
  unread: boolean;
  gaps: { openedAt: string; pressing: boolean; closedBefore: string | null }[];
}

const toPerson = (row: Row): RemindedPerson => ({
  id: row.employee_id,
  active: row.active,
  managerId: row.manager_id,
  workstations: row.workstations,
  clearSince: row.clear_since,
  unread: row.unread,
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

/** All of a batch at once: person by person, a planner that takes a grown table for small reads it for each of them. */
const OF_THESE = 'company_id = $1 AND employee_id = ANY($2::uuid[])';
const theseOf = (table: string): string =>
  `${table}.company_id = $1 AND ${table}.employee_id = ANY($2::uuid[])`;

const FACTS = `
  WITH open AS (
    SELECT g.employee_id, g.phone_id, g.code, g.severity, g.opened_at FROM coverage_gaps g WHERE ${theseOf('g')} AND ${OWN_GAP}
  ), before AS (
    SELECT employee_id, phone_id, code, max(closed_at) AS closed_at FROM coverage_gaps
    WHERE ${OF_THESE} AND closed_at IS NOT NULL GROUP BY 1, 2, 3
  ), gaps AS (
    SELECT o.employee_id, jsonb_agg(jsonb_build_object('openedAt', o.opened_at, 'pressing', o.severity <> 'waiting',
      'closedBefore', b.closed_at)) AS gaps
    FROM open o LEFT JOIN before b ON b.employee_id = o.employee_id AND b.code = o.code
      AND b.phone_id IS NOT DISTINCT FROM o.phone_id GROUP BY 1
  ), reminded AS (
    SELECT employee_id, max(sent_at) AS at FROM notify_reminders WHERE ${OF_THESE} GROUP BY 1
  ), unread AS (
    SELECT DISTINCT employee_id FROM notify_outbox
    WHERE ${OF_THESE} AND kind = 'reminder' AND state IN ('waiting', 'sending')
  ), machines AS (
    SELECT w.employee_id, (array_agg(DISTINCT w.id::text))[1:20] AS ids FROM fleet_workstations w
    JOIN fleet_agents a ON a.company_id = $1 AND a.workstation_id = w.id AND a.revoked_at IS NULL
    WHERE ${theseOf('w')} GROUP BY 1
  ), managers AS (
    SELECT o.employee_id, m.id FROM directory_people o
    JOIN people_employees m ON m.company_id = $1 AND m.id = o.manager_id AND m.active AND m.id <> o.employee_id
    WHERE ${theseOf('o')} AND o.deleted_at IS NULL
  )
  SELECT d.employee_id, e.active, d.asked_at, d.announced_for, d.escalated_at, d.clear_since,
    coalesce(p.time_zone, (SELECT s.time_zone FROM notify_settings s WHERE s.company_id = $1), 'UTC') AS time_zone,
    p.muted_until, r.at AS reminded_at, x.employee_id IS NOT NULL AS declined, m.id AS manager_id,
    coalesce(w.ids, '{}') AS workstations, u.employee_id IS NOT NULL AS unread, coalesce(g.gaps, '[]') AS gaps
  FROM notify_due d
  JOIN people_employees e ON e.company_id = d.company_id AND e.id = d.employee_id
  LEFT JOIN notify_preferences p ON p.company_id = d.company_id AND p.employee_id = d.employee_id
  LEFT JOIN notices_declarations x ON x.company_id = d.company_id AND x.employee_id = d.employee_id
  LEFT JOIN reminded r ON r.employee_id = d.employee_id
  LEFT JOIN unread u ON u.employee_id = d.employee_id
  LEFT JOIN machines w ON w.employee_id = d.employee_id
  LEFT JOIN managers m ON m.employee_id = d.employee_id
  LEFT JOIN gaps g ON g.employee_id = d.employee_id
  WHERE ${theseOf('d')} ORDER BY d.employee_id`;

/** People of whom something is due, by their rows of `notify_due`. */
export async function remindedPeople(
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
): Promise<RemindedPerson[]> {
  const rows = await db.query<Row[]>(FACTS, [companyId, ids]);
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
