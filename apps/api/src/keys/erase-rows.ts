import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/** That a person has a recovery code, and when it was proven. */
export const eraseCodeOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, { keys_recovery_codes: 'employee_id = $2' });
