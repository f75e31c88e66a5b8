import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/** In which groups somebody was. */
export const eraseMembershipsOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, { people_memberships: 'employee_id = $2' });
