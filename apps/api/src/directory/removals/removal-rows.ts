import type { EntityManager } from 'typeorm';

/** The company's limits, and where its counting stands. */
export interface RemovalState {
  readonly sharePercent: number;
  readonly windowHours: number;
  /** Number of the last removal that was carried out. */
  readonly removed: number;
  /** Of how many people the share is; `countedAgo`: seconds since, null: never counted. */
  readonly basis: number;
  readonly countedAgo: number | null;
}

/** Waits for other removals of the company, and lets none begin before this transaction ends. */
export const lockRemovals = async (db: EntityManager, companyId: string): Promise<RemovalState> => {
  await db.query('INSERT INTO directory_settings (company_id) VALUES ($1) ON CONFLICT DO NOTHING', [
    companyId,
  ]);
  const rows: (Omit<RemovalState, 'removed'> & { removed: string })[] = await db.query(
    `SELECT share_percent AS "sharePercent", window_hours AS "windowHours", removed, basis,
       extract(epoch FROM clock_timestamp() - counted_at)::float8 AS "countedAgo"
     FROM directory_settings WHERE company_id = $1 FOR UPDATE`,
    [companyId],
  );
  const [state] = rows;
  if (!state) throw new Error('The row was made a moment ago');
  return { ...state, removed: Number(state.removed) };
};

/** Counts anew of how many people the share is: those who are active, and those who were when the window began. */
export const countBasis = async (
  db: EntityManager,
  companyId: string,
  windowHours: number,
): Promise<number> => {
  const rows: { basis: number }[] = await db
    .query(
      `UPDATE directory_settings SET counted_at = clock_timestamp(), basis =
       (SELECT count(*) FROM people_employees e WHERE e.company_id = $1 AND e.active)
       + (SELECT count(*) FROM directory_removed r
          WHERE r.company_id = $1 AND r.removed_at > clock_timestamp() - make_interval(hours => $2))
     WHERE company_id = $1 RETURNING basis`,
      [companyId, windowHours],
    )
    .then(([returned]: [{ basis: number }[], number]) => returned);
  return rows[0]?.basis ?? 0;
};

/** Whether the removal of this number was within the window: one look, however many there were. */
export const isWithinWindow = async (
  db: EntityManager,
  companyId: string,
  number: number,
  windowHours: number,
): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    `SELECT FROM directory_removed WHERE company_id = $1 AND number = $2
       AND removed_at > clock_timestamp() - make_interval(hours => $3)`,
    [companyId, number, windowHours],
  );
  return rows.length > 0;
};

/** Counts a removal that is carried out, and lets go of two that no longer count: the table stays as long as a window. */
export const countRemoval = async (
  db: EntityManager,
  companyId: string,
  number: number,
  windowHours: number,
): Promise<void> => {
  await db.query('UPDATE directory_settings SET removed = $2 WHERE company_id = $1', [companyId, number]);
  await db.query(
    'INSERT INTO directory_removed (company_id, number, removed_at) VALUES ($1, $2, clock_timestamp())',
    [companyId, number],
  );
  await db.query(
    `DELETE FROM directory_removed WHERE company_id = $1 AND number IN (
       SELECT number FROM directory_removed WHERE company_id = $1 ORDER BY number LIMIT 2)
       AND removed_at <= clock_timestamp() - make_interval(hours => $2)`,
    [companyId, windowHours],
  );
};

export type HeldCause = 'directory-inactive' | 'directory-deleted';

/** Holds a removal, or only says its newer cause. True: it was not held before. */
export const hold = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
  cause: HeldCause,
): Promise<boolean> => {
  const [, changed]: [unknown, number] = await db.query(
    'UPDATE directory_held SET cause = $3 WHERE company_id = $1 AND employee_id = $2',
    [companyId, employeeId, cause],
  );
  if (changed > 0) return false;
  const [rows]: [{ held: string }[], number] = await db.query(
    'UPDATE directory_settings SET held = held + 1 WHERE company_id = $1 RETURNING held',
    [companyId],
  );
  await db.query(
    'INSERT INTO directory_held (company_id, employee_id, number, cause) VALUES ($1, $2, $3, $4)',
    [companyId, employeeId, rows[0]?.held, cause],
  );
  return true;
};

/** The removal is asked for no longer. True: it was held. */
export const letGo = async (db: EntityManager, companyId: string, employeeId: string): Promise<boolean> => {
  const [, count]: [unknown, number] = await db.query(
    'DELETE FROM directory_held WHERE company_id = $1 AND employee_id = $2',
    [companyId, employeeId],
  );
  return count > 0;
};
