import type { EntityManager } from 'typeorm';
import { coarsened, isDue, type OldRows, touched } from '../database/coarse-times.js';

/** Acknowledgements and withdrawals keep their day; their order is their number. */
export const coarsenNoticeTimes = async (db: EntityManager, old: OldRows): Promise<number> =>
  touched(
    await db.query(
      `UPDATE notices_events e SET ${coarsened('at')} FROM (SELECT employee_id, seq FROM notices_events
         WHERE company_id = $1 AND ${isDue('at')} LIMIT $3) d
       WHERE e.company_id = $1 AND e.employee_id = d.employee_id AND e.seq = d.seq`,
      [...old],
    ),
  );
