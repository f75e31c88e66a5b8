import type { EntityManager } from 'typeorm';

/** Whose phone with an enrolment this is; held until the transaction ends. Undefined: there is none, or it was released. */
export const lockEnrolledPhone = async (
  db: EntityManager,
  companyId: string,
  phoneId: string,
): Promise<string | undefined> => {
  const rows: { employee_id: string }[] = await db.query(
    `SELECT employee_id FROM fleet_phones WHERE company_id = $1 AND id = $2 AND released_on IS NULL FOR UPDATE`,
    [companyId, phoneId],
  );
  return rows[0]?.employee_id;
};

/** Ends a phone's enrolments on all workstations, and what agents were still to do with it. Its row and its snapshots stay. */
export const releasePhone = async (db: EntityManager, companyId: string, phoneId: string): Promise<void> => {
  const of = [companyId, phoneId];
  await db.query('DELETE FROM fleet_enrolments WHERE company_id = $1 AND phone_id = $2', of);
  await db.query(
    'UPDATE fleet_commands SET finished_at = now() WHERE company_id = $1 AND phone_id = $2 AND finished_at IS NULL',
    of,
  );
  await db.query('UPDATE fleet_phones SET released_on = current_date WHERE company_id = $1 AND id = $2', of);
};
