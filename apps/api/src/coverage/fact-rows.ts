import type { Platform } from '@holdfast/contracts';
import type { PhoneFacts, SnapshotFacts } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import type { NewestSnapshot } from './newest-lacks.js';

/**
 * The facts that coverage stands on, read from the tables of the rooms that own them (fleet, people, backup, storage)
 * and never written here. Only what the rules need: moments, categories, counts.
 */
export interface KnownPhone {
  readonly phoneId: string;
  readonly employeeId: string;
  readonly platform: Platform;
  readonly facts: Omit<PhoneFacts, 'askedSince' | 'newestLacks'>;
  readonly newest: NewestSnapshot | undefined;
  readonly newestSnapshotAt: Date | undefined;
  readonly snapshots: number;
  /** Proven copies of the newest snapshot. */
  readonly copies: number;
}

interface PhoneRow {
  id: string;
  employee_id: string;
  platform: Platform;
  created_at: Date;
  waits: boolean;
  newest_at: Date | null;
  newest_categories: string[] | null;
  newest_left_out: NewestSnapshot['leftOut'] | null;
  snapshots: number;
  newest_copies: number;
}

interface SnapshotRow {
  phone_id: string;
  category: string | null;
  taken_at: Date;
  copies: number;
}

/** Every phone that an employee has enrolled, with the newest snapshots that decide for each category and number of copies. */
export async function phonesOfEmployee(
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<KnownPhone[]> {
  const phones = await db.query<PhoneRow[]>(
    `SELECT p.id, p.employee_id, p.platform, p.created_at,
       coalesce((SELECT bool_or(e.attach IN
           ('unauthorised', 'locked', 'no-permissions', 'recovery')) FROM fleet_enrolments e
         WHERE e.company_id = p.company_id AND e.phone_id = p.id), false)
         OR EXISTS (SELECT FROM backup_runs r WHERE r.company_id = p.company_id AND r.phone_id = p.id
           AND r.outcome = 'running' AND r.kind = 'backup' AND r.progress ? 'waitingFor') AS waits,
       n.taken_at AS newest_at, n.categories AS newest_categories, n.left_out AS newest_left_out,
       (SELECT count(*)::int FROM backup_snapshots s
         WHERE s.company_id = p.company_id AND s.phone_id = p.id) AS snapshots,
       coalesce((SELECT count(*)::int FROM storage_copies c
         WHERE c.company_id = p.company_id AND c.snapshot_id = n.id), 0) AS newest_copies
     FROM fleet_phones p
     LEFT JOIN LATERAL (SELECT id, taken_at, categories, facts->'leftOut' AS left_out FROM backup_snapshots s
       WHERE s.company_id = p.company_id AND s.phone_id = p.id
       ORDER BY s.taken_at DESC, s.id DESC LIMIT 1) n ON true
     WHERE p.company_id = $1 AND p.employee_id = $2 AND p.released_on IS NULL ORDER BY p.id`,
    [companyId, employeeId],
  );
  const snapshots = await db.query<SnapshotRow[]>(
    `SELECT DISTINCT ON (s.phone_id, category, copies) s.phone_id, category, s.taken_at, copies
     FROM backup_snapshots s
     JOIN fleet_phones p ON p.company_id = s.company_id AND p.id = s.phone_id
     LEFT JOIN LATERAL unnest(s.categories) AS category ON true
     CROSS JOIN LATERAL (SELECT count(*)::int AS copies FROM storage_copies c
       WHERE c.company_id = s.company_id AND c.snapshot_id = s.id) counted
     WHERE s.company_id = $1 AND p.employee_id = $2
     ORDER BY s.phone_id, category, copies, s.taken_at DESC`,
    [companyId, employeeId],
  );
  const byPhone = new Map<string, SnapshotFacts[]>();
  for (const { phone_id: phoneId, category, taken_at: takenAt, copies } of snapshots) {
    const known = byPhone.get(phoneId) ?? [];
    known.push({ takenAt, copies, categories: category === null ? [] : [category] });
    byPhone.set(phoneId, known);
  }
  return phones.map((row) => ({
    phoneId: row.id,
    employeeId: row.employee_id,
    platform: row.platform,
    newest: row.newest_at
      ? {
          takenAt: row.newest_at,
          categories: row.newest_categories ?? [],
          leftOut: row.newest_left_out ?? [],
        }
      : undefined,
    facts: {
      enrolledAt: row.created_at,
      snapshots: byPhone.get(row.id) ?? [],
      waitsForPerson: row.waits,
    },
    newestSnapshotAt: row.newest_at ?? undefined,
    snapshots: row.snapshots,
    copies: row.newest_copies,
  }));
}

/** The employee of a phone, if both exist. */
export async function employeeOfPhone(
  db: EntityManager,
  companyId: string,
  phoneId: string,
): Promise<string | undefined> {
  const [row] = await db.query<{ employee_id: string }[]>(
    'SELECT employee_id FROM fleet_phones WHERE company_id = $1 AND id = $2',
    [companyId, phoneId],
  );
  return row?.employee_id;
}

/** Since when an employee is in scope, and whether they said that they have no phone to protect; undefined: not in scope. */
export async function scopeOf(
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<{ inScopeSince: Date; saidNoPhone: boolean } | undefined> {
  const [row] = await db.query<{ created_at: Date; said: boolean }[]>(
    `SELECT created_at, EXISTS (SELECT FROM notices_declarations d
       WHERE d.company_id = e.company_id AND d.employee_id = e.id) AS said
     FROM people_employees e WHERE company_id = $1 AND id = $2 AND active`,
    [companyId, employeeId],
  );
  return row && { inScopeSince: row.created_at, saidNoPhone: row.said };
}
