import type { EntityManager } from 'typeorm';
import { dayOf, type OldRows, tellsTime, touched } from '../database/coarse-times.js';

/** When something was found is when a phone was backed up: it keeps the day. */
export const coarsenAnomalyTimes = async (db: EntityManager, old: OldRows): Promise<number> => {
  let rows = 0;
  for (const column of ['found_at', 'looked_at']) {
    rows += touched(
      await db.query(
        `UPDATE anomalies_found SET ${column} = ${dayOf(column)} WHERE company_id = $1 AND id IN (
           SELECT id FROM anomalies_found WHERE company_id = $1 AND ${column} < $2 AND ${tellsTime(column)} LIMIT $3)`,
        [...old],
      ),
    );
  }
  return rows;
};
