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
}

/**
 * Adds the phone, or finds the employee's own with this key and takes over what they say of it now; one that they released
 * is theirs again. Answers the row's id and owner: a phone that somebody else has enrolled is answered unchanged.
 */
export const upsertPhone = async (
  db: EntityManager,
  companyId: string,
  phone: PhoneToEnrol,
): Promise<{ id: string; employeeId: string }> => {
  const { id, employeeId, phoneKey, platform, model, osVersion, label } = phone;
  // Two people at once: the second one finds the first one's.
  await db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 14))', [`${companyId}/${phoneKey}`]);
  const enrolled: { id: string; employeeId: string }[] = await db.query(
    `SELECT id, employee_id AS "employeeId" FROM fleet_phones
     WHERE company_id = $1 AND phone_key = $2 AND released_on IS NULL AND employee_id <> $3`,
    [companyId, phoneKey, employeeId],
  );
  if (enrolled[0]) return enrolled[0];
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
  return { id: rows[0]?.id ?? id, employeeId };
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
