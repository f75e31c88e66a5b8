import type { EntityManager } from 'typeorm';
import { eraseNotesOf } from '../../access/index.js';
import { eraseAnomaliesOf } from '../../anomalies/index.js';
import { eraseBackupsOf } from '../../backup/index.js';
import { eraseCoverageOf } from '../../coverage/index.js';
import { type ErasedPerson, eraseRows, type RowsErased } from '../../database/erase-rows.js';
import { eraseFactorsOf } from '../../factors/index.js';
import { eraseFleetOf } from '../../fleet/index.js';
import { eraseInventoryOf } from '../../inventory/index.js';
import { eraseJoiningOf } from '../../joining/index.js';
import { eraseCodeOf } from '../../keys/index.js';
import { eraseNoticesOf } from '../../notices/index.js';
import { eraseRemindersOf } from '../../notify/index.js';
import { eraseMembershipsOf } from '../../people/index.js';
import { eraseSessionsOf } from '../../sessions/index.js';
import { eraseIdentitiesOf } from '../../sso/index.js';
import { eraseCopiesOf, eraseRepositoryOf } from '../../storage/index.js';

const eraseTermsOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, { leavers_holds: 'employee_id = $2', leavers_terms: 'employee_id = $2' });

/**
 * All rows about a person but their own, each room its tables, in the order of the keys between them. A table that is not
 * reached from here fails the test that looks for the person everywhere.
 */
export const eraseRowsOf = async (
  db: EntityManager,
  person: ErasedPerson,
  email: string,
): Promise<RowsErased> => {
  const erased: Record<string, number> = {};
  const steps = [
    eraseCoverageOf,
    eraseAnomaliesOf,
    eraseCopiesOf,
    eraseBackupsOf,
    eraseRepositoryOf,
    eraseCodeOf,
    eraseJoiningOf,
    eraseInventoryOf,
    eraseFleetOf,
    eraseNoticesOf,
    eraseMembershipsOf,
    eraseRemindersOf,
    eraseFactorsOf,
    eraseSessionsOf,
    eraseNotesOf,
    eraseTermsOf,
    (transaction: EntityManager, whose: ErasedPerson) => eraseIdentitiesOf(transaction, whose, email),
  ];
  for (const step of steps) Object.assign(erased, await step(db, person));
  return erased;
};
