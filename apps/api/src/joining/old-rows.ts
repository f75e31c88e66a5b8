import type { EntityManager } from 'typeorm';
import { type OldRows, touched } from '../database/coarse-times.js';

/** Requests that were made so long ago, whatever was answered. */
export const deleteOldJoinRequests = async (db: EntityManager, old: OldRows): Promise<number> =>
  touched(
    await db.query(
      `DELETE FROM joining_requests r USING (SELECT id FROM joining_requests
         WHERE company_id = $1 AND asked_at < $2 LIMIT $3) d
       WHERE r.company_id = $1 AND r.id = d.id`,
      [...old],
    ),
  );
