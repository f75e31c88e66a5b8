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
 * Adds the phone, or finds the one with this key and takes over what its owner says of it now. Answers the row's id and
 * owner: a phone of somebody else is answered unchanged.
 */
export const upsertPhone = async (
  db: EntityManager,
  companyId: string,
  phone: PhoneToEnrol,
): Promise<{ id: string; employeeId: string }> => {
  const { id, employeeId, phoneKey, platform, model, osVersion, label } = phone;
  const values = [companyId, id, employeeId, phoneKey, platform, model, osVersion, label];
  await db.query(
    `INSERT INTO fleet_phones AS p (company_id, id, employee_id, phone_key, platform, model, os_version, label)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (company_id, phone_key) DO UPDATE
       SET platform = excluded.platform, model = excluded.model, os_version = excluded.os_version,
           label = excluded.label
       WHERE p.employee_id = excluded.employee_id`,
    values,
  );
  const rows: { id: string; employeeId: string }[] = await db.query(
    `SELECT id, employee_id AS "employeeId" FROM fleet_phones WHERE company_id = $1 AND phone_key = $2`,
    [companyId, phoneKey],
  );
  if (!rows[0]) throw new Error('A phone that was just written is not there');
  return rows[0];
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
