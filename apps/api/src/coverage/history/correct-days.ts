import type { EntityManager } from 'typeorm';
import type { FoundPerson } from '../evaluation/found.js';
import type { Stored } from '../evaluation/stored-rows.js';

/** Gaps with which nobody is counted as protected. */
const UNPROTECTED = [
  'never-backed-up',
  'overdue',
  'partial',
  'too-few-copies',
  'damaged',
  'no-workstation',
  'no-phone',
  'phone-not-enrolled',
];

/** Who was found to have a damaged repository, and was not known to before. */
export const newlyDamaged = (stored: Stored, found: readonly FoundPerson[]): FoundPerson[] => {
  const known = new Set(
    stored.gaps.filter(({ code }) => code === 'damaged').map(({ employeeId }) => employeeId),
  );
  return found.filter(
    ({ employeeId, phones }) =>
      !known.has(employeeId) && phones.some(({ gaps }) => gaps.some(({ code }) => code === 'damaged')),
  );
};

/**
 * Damage was found that nobody knows to be younger than the last verification that passed. Each closed day since on which this
 * person was counted as protected gets a correction beside it; the day itself stays as it was closed. Days are taken from the
 * gaps of then: every phone was backed up before, and none had a gap that takes protection away.
 */
export async function correctDays(
  db: EntityManager,
  companyId: string,
  { employeeId, verifiedAt, onDate }: Pick<FoundPerson, 'employeeId' | 'verifiedAt' | 'onDate'>,
): Promise<void> {
  await db.query(
    `INSERT INTO coverage_corrections (company_id, day, metric, key, department, delta, employee_id, found_on, reason)
     SELECT $1, c.day, 'people', 'protected', p.department, -1, p.employee_id, $4, 'damage-found'
     FROM coverage_closings c
     JOIN coverage_people p ON p.company_id = c.company_id AND p.employee_id = $2
     WHERE c.company_id = $1 AND c.day < $4::date
       AND c.day > coalesce(($3::timestamptz AT TIME ZONE 'UTC')::date, '-infinity')
       AND EXISTS (SELECT FROM fleet_phones f WHERE f.company_id = $1 AND f.employee_id = $2 AND f.created_at < c.day + 1)
       AND NOT EXISTS (SELECT FROM fleet_phones f WHERE f.company_id = $1 AND f.employee_id = $2
         AND f.released_on IS NULL AND f.created_at < c.day + 1
         AND NOT EXISTS (SELECT FROM backup_snapshots s WHERE s.company_id = $1 AND s.phone_id = f.id
           AND s.committed_at < c.day + 1))
       AND NOT EXISTS (SELECT FROM coverage_gaps g WHERE g.company_id = $1 AND g.employee_id = $2
         AND g.code = ANY($5::text[]) AND g.since < c.day + 1 AND (g.closed_at IS NULL OR g.closed_at >= c.day + 1))
     ON CONFLICT DO NOTHING`,
    [companyId, employeeId, verifiedAt ?? null, onDate, UNPROTECTED],
  );
}
