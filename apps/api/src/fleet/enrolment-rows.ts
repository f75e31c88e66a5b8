import type { Platform } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

export interface PhoneToEnrol {
  readonly id: string;
  readonly employeeId: string;
  readonly phoneKey: string;
  readonly platform: Platform;
  readonly model: string | null;
  readonly osVersion: string | null;
  readonly label: string;
  /** Known from before on its workstation, and not enrolled by its person now. */
  readonly announced: boolean;
}

/** Why a phone is not enrolled: a colleague has it, or its own person released it and has not enrolled it again. */
export type NotEnrolled = 'elsewhere' | 'released';

/**
 * Adds the phone, or finds the employee's own with this key and takes over what they say of it now; one that they released
 * is theirs again, unless it is only announced. Answers the row's id; where it says why not, nothing was changed.
 */
export const upsertPhone = async (
  db: EntityManager,
  companyId: string,
  phone: PhoneToEnrol,
): Promise<{ id: string } | NotEnrolled> => {
  const { id, employeeId, phoneKey, platform, model, osVersion, label, announced } = phone;
  // Two people at once: the second one finds the first one's.
  await db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 14))', [`${companyId}/${phoneKey}`]);
  const [known]: { elsewhere: boolean; released: boolean }[] = await db.query(
    `SELECT bool_or(employee_id <> $3 AND released_on IS NULL) AS elsewhere,
       bool_or(employee_id = $3 AND released_on IS NOT NULL) AS released
     FROM fleet_phones WHERE company_id = $1 AND phone_key = $2`,
    [companyId, phoneKey, employeeId],
  );
  if (known?.elsewhere) return 'elsewhere';
  if (known?.released && announced) return 'released';
  const rows: { id: string }[] = await db.query(
    `INSERT INTO fleet_phones AS p (company_id, id, employee_id, phone_key, platform, model, os_version, label)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (company_id, employee_id, phone_key) DO UPDATE
       SET platform = excluded.platform, model = excluded.model, os_version = excluded.os_version,
           label = excluded.label, released_on = NULL,
           created_at = CASE WHEN p.released_on IS NULL THEN p.created_at ELSE excluded.created_at END
     RETURNING id`,
    [companyId, id, employeeId, phoneKey, platform, model, osVersion, label],
  );
  return { id: rows[0]?.id ?? id };
};

/** The enrolment's id: a new one, or the one that this workstation and phone have already. */
export const upsertEnrolment = async (
  db: EntityManager,
  companyId: string,
  row: { id: string; employeeId: string; workstationId: string; phoneId: string },
): Promise<{ id: string; isNew: boolean }> => {
  const rows: { id: string; isNew: boolean }[] = await db.query(
    `INSERT INTO fleet_enrolments (company_id, id, employee_id, workstation_id, phone_id)
     VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (company_id, workstation_id, phone_id) DO UPDATE SET employee_id = excluded.employee_id
     RETURNING id, xmax = 0 AS "isNew"`,
    [companyId, row.id, row.employeeId, row.workstationId, row.phoneId],
  );
  return rows[0] ?? { id: row.id, isNew: true };
};
