import type { EntityManager } from 'typeorm';
import { coarsened, dayOf, isDue, type OldRows, tellsTime, touched } from '../database/coarse-times.js';

/** Gaps keep the days on which they began and ended. Answers how many rows changed. */
export const coarsenGapTimes = async (db: EntityManager, old: OldRows): Promise<number> => {
  const opened = await db.query(
    `UPDATE coverage_gaps SET opened_at = ${dayOf('opened_at')}, since = ${dayOf('since')}
     WHERE company_id = $1 AND id IN (SELECT id FROM coverage_gaps
       WHERE company_id = $1 AND opened_at < $2 AND ${tellsTime('opened_at')} LIMIT $3)`,
    [...old],
  );
  const closed = await db.query(
    `UPDATE coverage_gaps SET closed_at = ${dayOf('closed_at')}
     WHERE company_id = $1 AND id IN (SELECT id FROM coverage_gaps
       WHERE company_id = $1 AND closed_at < $2 AND ${tellsTime('closed_at')} LIMIT $3)`,
    [...old],
  );
  return touched(opened) + touched(closed);
};

/** When a state was computed last is when its person did something last. */
export const coarsenEvaluationTimes = async (db: EntityManager, old: OldRows): Promise<number> => {
  const of = (table: string, key: string) =>
    db.query(
      `UPDATE ${table} SET ${coarsened('evaluated_at')} WHERE company_id = $1 AND ${key} IN (
         SELECT ${key} FROM ${table} WHERE company_id = $1 AND ${isDue('evaluated_at')} LIMIT $3)`,
      [...old],
    );
  return (
    touched(await of('coverage_states', 'phone_id')) + touched(await of('coverage_people', 'employee_id'))
  );
};

/** Gaps that were closed long ago. */
export const deleteOldGaps = async (db: EntityManager, old: OldRows): Promise<number> =>
  touched(
    await db.query(
      `DELETE FROM coverage_gaps WHERE company_id = $1 AND id IN (
         SELECT id FROM coverage_gaps WHERE company_id = $1 AND closed_at < $2 LIMIT $3)`,
      [...old],
    ),
  );
