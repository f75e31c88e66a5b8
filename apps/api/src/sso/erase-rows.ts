import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/** Under which name the identity provider knew a person, and what a test login received that has their address in it. */
export const eraseIdentitiesOf = async (
  db: EntityManager,
  person: ErasedPerson,
  email: string,
): Promise<RowsErased> => {
  await db.query(
    `UPDATE sso_connections SET test = NULL, tested_hash = NULL
     WHERE company_id = $1 AND strpos(lower(test::text), lower($2)) > 0`,
    [person[0], email],
  );
  return eraseRows(db, person, { sso_identities: 'employee_id = $2' });
};
