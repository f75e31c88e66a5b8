import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/** What somebody acknowledged, took back and said; the statements themselves name nobody. */
export const eraseNoticesOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, { notices_events: 'employee_id = $2', notices_declarations: 'employee_id = $2' });
