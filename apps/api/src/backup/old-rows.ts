import type { EntityManager } from 'typeorm';
import { dayOf, type OldRows, tellsTime, touched } from '../database/coarse-times.js';

/** Phones and days with moments that are to lose their times: a day of a phone is done at once, so that its order stays. */
const daysOf = (table: string, column: string): string => `
  SELECT DISTINCT phone_id, ${dayOf(column)} AS day FROM ${table}
  WHERE company_id = $1 AND ${column} < $2 AND ${tellsTime(column)} LIMIT $3`;

const ranked = (table: string, column: string): string => `
  SELECT r.id, d.day + (row_number() OVER (PARTITION BY d.phone_id, d.day ORDER BY r.${column}, r.id) - 1)
    * interval '1 microsecond' AS moment
  FROM days d JOIN ${table} r ON r.company_id = $1 AND r.phone_id = d.phone_id
    AND r.${column} >= d.day AND r.${column} < d.day + interval '1 day'`;

/** Runs keep their day, their order and how long they took; when they took place is forgotten. */
export const coarsenRunTimes = async (db: EntityManager, old: OldRows): Promise<number> =>
  touched(
    await db.query(
      `WITH days AS (${daysOf('backup_runs', 'started_at')}), ranked AS (${ranked('backup_runs', 'started_at')})
       UPDATE backup_runs r SET started_at = n.moment, ended_at = n.moment + (r.ended_at - r.started_at),
         reported_at = n.moment + (r.reported_at - r.started_at)
       FROM ranked n WHERE r.company_id = $1 AND r.id = n.id AND r.started_at <> n.moment`,
      [...old],
    ),
  );

/** Snapshots keep their day and their order. Answers the phones whose snapshots changed. */
export const coarsenSnapshotTimes = async (db: EntityManager, old: OldRows): Promise<string[]> => {
  const [rows] = (await db.query(
    `WITH days AS (${daysOf('backup_snapshots', 'taken_at')}),
       ranked AS (${ranked('backup_snapshots', 'taken_at')})
     UPDATE backup_snapshots s SET taken_at = n.moment, committed_at = greatest(n.moment, ${dayOf('s.committed_at')}
       + (n.moment - ${dayOf('n.moment')}))
     FROM ranked n WHERE s.company_id = $1 AND s.id = n.id AND s.taken_at <> n.moment RETURNING s.phone_id`,
    [...old],
  )) as [{ phone_id: string }[], number];
  return [...new Set(rows.map(({ phone_id }) => phone_id))];
};

/** Runs that ended long ago. What a snapshot says of its phone does not need them. */
export const deleteOldRuns = async (db: EntityManager, old: OldRows): Promise<number> =>
  touched(
    await db.query(
      `DELETE FROM backup_runs WHERE company_id = $1 AND id IN (
         SELECT id FROM backup_runs WHERE company_id = $1 AND ended_at < $2 LIMIT $3)`,
      [...old],
    ),
  );
