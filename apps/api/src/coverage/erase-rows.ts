import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/** Where a person and their phones stood, and their gaps, open and past. */
export const eraseCoverageOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, {
    coverage_gaps: 'employee_id = $2',
    coverage_states: 'employee_id = $2',
    coverage_people: 'employee_id = $2',
  });
