import type { EntityManager } from 'typeorm';
import { KEPT_DAYS } from './vanished-rows.js';

/** Marks sources that went quiet, once each; answers their names. */
export const markQuiet = async (db: EntityManager, companyId: string, now: Date): Promise<string[]> => {
  const [rows]: [{ name: string }[], number] = await db.query(
    `UPDATE inventory_sources SET quiet_since = ($2::timestamptz AT TIME ZONE 'UTC')::date
     WHERE company_id = $1 AND quiet_since IS NULL AND imported_at < $2::timestamptz - make_interval(days => quiet_days)
     RETURNING name`,
    [companyId, now],
  );
  return rows.map(({ name }) => name).sort();
};

/** Removes phones that vanished longer ago than they are shown. */
export const deleteVanished = async (db: EntityManager, companyId: string, now: Date): Promise<void> => {
  await db.query(
    `DELETE FROM inventory_phones WHERE company_id = $1 AND vanished_on <= ($2::timestamptz AT TIME ZONE 'UTC')::date - ${String(KEPT_DAYS)}`,
    [companyId, now],
  );
};
