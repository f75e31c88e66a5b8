import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/** By what a person proved themselves. */
export const eraseFactorsOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, {
    factors_passwords: 'person_id = $2',
    factors_totps: 'person_id = $2',
    factors_passkeys: 'person_id = $2',
  });
