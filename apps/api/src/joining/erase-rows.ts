import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/** What a person's workstations asked each other. */
export const eraseJoiningOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, { joining_requests: 'employee_id = $2' });
