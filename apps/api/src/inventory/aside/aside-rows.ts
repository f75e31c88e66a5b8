import type { SetAsideReason } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** Whose a phone is that its source tells of; undefined: there is none. */
export const employeeOfTold = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<string | undefined> => {
  const rows: { employeeId: string }[] = await db.query(
    `SELECT employee_id AS "employeeId" FROM inventory_phones
     WHERE company_id = $1 AND id = $2 AND vanished_on IS NULL`,
    [companyId, id],
  );
  return rows[0]?.employeeId;
};

/** Sets a phone aside for a reason, or takes that back (null): then it is matched anew. */
export const keepAside = async (
  db: EntityManager,
  companyId: string,
  id: string,
  reason: SetAsideReason | null,
): Promise<void> => {
  await db.query(
    `UPDATE inventory_phones SET aside_reason = $3, aside_on = CASE WHEN $3::text IS NOT NULL THEN current_date END,
       matched_phone_id = NULL, matched_on = NULL, unmatched_since = CASE WHEN $3::text IS NULL THEN now() END
     WHERE company_id = $1 AND id = $2 AND vanished_on IS NULL AND aside_reason IS DISTINCT FROM $3`,
    [companyId, id, reason],
  );
};
