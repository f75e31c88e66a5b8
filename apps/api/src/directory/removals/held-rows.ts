import type { EntityManager } from 'typeorm';
import type { HeldCause } from './removal-rows.js';

/** Whoever has left by another way meanwhile waits for nothing. */
const HELD = `FROM directory_held h
  JOIN people_employees e ON e.company_id = h.company_id AND e.id = h.employee_id AND e.active
  WHERE h.company_id = $1`;

export interface HeldRow {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly department: string | null;
  readonly cause: HeldCause;
  readonly askedAt: Date;
}

/** How many are held, of how many active people, since which day, and the number of the last of them. */
export const heldInAll = async (
  db: EntityManager,
  companyId: string,
): Promise<{ count: number; of: number; since: string; upTo: number } | undefined> => {
  const rows: { count: number; since: string; upTo: string }[] = await db.query(
    `SELECT count(*)::int AS count, to_char(min(h.asked_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS since,
       max(h.number) AS "upTo" ${HELD} HAVING count(*) > 0`,
    [companyId],
  );
  const [held] = rows;
  if (!held) return undefined;
  const people: { count: number }[] = await db.query(
    'SELECT count(*)::int AS count FROM people_employees WHERE company_id = $1 AND active',
    [companyId],
  );
  return { ...held, of: people[0]?.count ?? 0, upTo: Number(held.upTo) };
};

/** One row more than asked for, in the order of asking. */
export const heldPage = async (
  db: EntityManager,
  companyId: string,
  after: number,
  limit: number,
): Promise<HeldRow[]> => {
  const rows: (Omit<HeldRow, 'number'> & { number: string })[] = await db.query(
    `SELECT h.employee_id AS id, h.number, e.name, e.department, h.cause, h.asked_at AS "askedAt" ${HELD}
       AND h.number > $2 ORDER BY h.number LIMIT $3`,
    [companyId, after, limit + 1],
  );
  return rows.map((row) => ({ ...row, number: Number(row.number) }));
};

/** Takes removals out of those that are held, the first asked first; answers whom and why. */
export const takeHeld = async (
  db: EntityManager,
  companyId: string,
  upTo: number,
  limit: number,
): Promise<{ id: string; cause: HeldCause }[]> => {
  const [taken]: [{ id: string; cause: HeldCause }[], number] = await db.query(
    `DELETE FROM directory_held WHERE company_id = $1 AND number IN (
       SELECT number FROM directory_held WHERE company_id = $1 AND number <= $2 ORDER BY number LIMIT $3)
     RETURNING employee_id AS id, cause`,
    [companyId, upTo, limit],
  );
  return taken;
};

export const countHeld = async (db: EntityManager, companyId: string, upTo: number): Promise<number> => {
  const rows: { count: number }[] = await db.query(
    'SELECT count(*)::int AS count FROM directory_held WHERE company_id = $1 AND number <= $2',
    [companyId, upTo],
  );
  return rows[0]?.count ?? 0;
};

/** Whom the directory is told to be active again: what it asked for did not happen. */
export const showActive = async (
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
): Promise<void> => {
  await db.query(
    `UPDATE directory_people SET active = true, deleted_at = NULL, version = version + 1,
       changed_at = date_trunc('milliseconds', clock_timestamp())
     WHERE company_id = $1 AND employee_id = ANY($2::uuid[])
       AND NOT EXISTS (SELECT FROM directory_people o WHERE o.company_id = $1 AND o.deleted_at IS NULL
         AND o.user_name_key = directory_people.user_name_key AND o.employee_id <> directory_people.employee_id)`,
    [companyId, ids],
  );
};
