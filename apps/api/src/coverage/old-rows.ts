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

/** Exemptions keep the days on which they were approved and ended. */
export const coarsenExemptionTimes = async (db: EntityManager, old: OldRows): Promise<number> => {
  let rows = 0;
  for (const column of ['approved_at', 'ended_at']) {
    rows += touched(
      await db.query(
        `UPDATE coverage_exemptions SET ${column} = ${dayOf(column)} WHERE company_id = $1 AND id IN (
           SELECT id FROM coverage_exemptions WHERE company_id = $1 AND ${column} < $2 AND ${tellsTime(column)} LIMIT $3)`,
        [...old],
      ),
    );
  }
  return rows;
};

/** Exemptions that were over long ago. */
export const deleteOldExemptions = async (db: EntityManager, old: OldRows): Promise<number> =>
  touched(
    await db.query(
      `DELETE FROM coverage_exemptions WHERE company_id = $1 AND id IN (
         SELECT id FROM coverage_exemptions WHERE company_id = $1 AND until < $2 LIMIT $3)`,
      [...old],
    ),
  );

/** Months that were closed long ago, and what was found out about them. */
export const deleteOldMonths = async (db: EntityManager, old: OldRows): Promise<number> => {
  const months = await db.query(
    `DELETE FROM coverage_months WHERE company_id = $1 AND id IN (
       SELECT id FROM coverage_months WHERE company_id = $1 AND month < $2 LIMIT $3)`,
    [...old],
  );
  const corrections = await db.query(
    `DELETE FROM coverage_corrections WHERE company_id = $1 AND id IN (
       SELECT id FROM coverage_corrections WHERE company_id = $1 AND day < $2 LIMIT $3)`,
    [...old],
  );
  return touched(months) + touched(corrections);
};
