import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/** What was found on a person's phones. */
export const eraseAnomaliesOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, {
    anomalies_found: 'phone_id IN (SELECT id FROM fleet_phones WHERE company_id = $1 AND employee_id = $2)',
  });
