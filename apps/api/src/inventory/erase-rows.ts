import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/** Before the fleet's: a phone of the inventory names the enrolled one that it is. */
export const eraseInventoryOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, { inventory_phones: 'employee_id = $2' });
