import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/** What a person's open sessions tell of them. Their tokens are of `entry`. */
export const eraseSessionsOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, { sessions_open: 'employee_id = $2' });
