import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

const OF_THEIRS =
  'repository_id IN (SELECT id FROM storage_repositories WHERE company_id = $1 AND employee_id = $2)';

/** Where the versions of a person's phones lie. Before the versions themselves. */
export const eraseCopiesOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, {
    storage_copies: `snapshot_id IN (SELECT id FROM backup_snapshots WHERE company_id = $1 AND ${OF_THEIRS})`,
  });

/** That a person has a repository, and how much it holds. After the versions. */
export const eraseRepositoryOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, {
    storage_uploads: OF_THEIRS,
    storage_holdings: OF_THEIRS,
    storage_repositories: 'employee_id = $2',
  });
