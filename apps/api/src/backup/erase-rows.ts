import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

const OF_THEIR_PHONE = 'phone_id IN (SELECT id FROM fleet_phones WHERE company_id = $1 AND employee_id = $2)';

/** Versions, runs and leases of a person's phones. After the copies of the versions. */
export const eraseBackupsOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, {
    backup_snapshots: OF_THEIR_PHONE,
    backup_leases: OF_THEIR_PHONE,
    backup_runs: OF_THEIR_PHONE,
  });
