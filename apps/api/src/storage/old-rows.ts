import type { EntityManager } from 'typeorm';
import { coarsened, dayOf, isDue, type OldRows, tellsTime, touched } from '../database/coarse-times.js';

/** Proofs and forgotten uploads keep their day. Answers how many rows changed. */
export const coarsenStorageTimes = async (db: EntityManager, old: OldRows): Promise<number> => {
  const copies = await db.query(
    `UPDATE storage_copies c SET proven_at = ${dayOf('c.proven_at')}
     FROM (SELECT snapshot_id, location_id FROM storage_copies
       WHERE company_id = $1 AND proven_at < $2 AND ${tellsTime('proven_at')} LIMIT $3) d
     WHERE c.company_id = $1 AND c.snapshot_id = d.snapshot_id AND c.location_id = d.location_id`,
    [...old],
  );
  const uploads = await db.query(
    `UPDATE storage_uploads u SET ${coarsened('signed_at')}
     FROM (SELECT location_id, repository_id, name FROM storage_uploads
       WHERE company_id = $1 AND ${isDue('signed_at')} LIMIT $3) d
     WHERE u.company_id = $1 AND u.location_id = d.location_id AND u.repository_id = d.repository_id
       AND u.name = d.name`,
    [...old],
  );
  return touched(copies) + touched(uploads);
};
