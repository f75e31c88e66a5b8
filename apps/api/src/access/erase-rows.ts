import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/** That a look by a person, or at them, was noted within the hour. */
export const eraseNotesOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, { access_noted: '(person_id = $2 OR target = $2::text)' });
