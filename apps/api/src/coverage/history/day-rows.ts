import type { EntityManager } from 'typeorm';

/**
 * The first day (ISO date) that is not closed; undefined while another process closes one, and before anything was counted.
 * A company's first day is the one of its first count.
 */
export async function nextToClose(
  db: EntityManager,
  companyId: string,
  now: Date,
): Promise<string | undefined> {
  const [row] = await db.query<{ taken: boolean; day: string | null }[]>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended($1::text, 38)) AS taken,
       to_char(coalesce((SELECT max(day) + 1 FROM coverage_closings WHERE company_id = $1::uuid),
         least((SELECT min(on_date) FROM coverage_counts WHERE company_id = $1::uuid),
           (SELECT min(on_date) FROM coverage_deltas WHERE company_id = $1::uuid))), 'YYYY-MM-DD') AS day`,
    [companyId],
  );
  if (!row?.taken || row.day === null) return undefined;
  return Date.parse(row.day) < now.getTime() ? row.day : undefined;
}

/** What decides about incidents now, and says nothing of a day. */
const OF_NOW = ['agents', 'systems', 'failing-agents', 'failing-systems', 'failing-causes'];

/** Keeps the counts as they stood when the day ended, folded or not, and folds what was before into one row each. */
export async function closeDay(db: EntityManager, companyId: string, day: string, now: Date): Promise<void> {
  await db.query('INSERT INTO coverage_closings (company_id, day, closed_at) VALUES ($1, $2, $3)', [
    companyId,
    day,
    now,
  ]);
  await db.query(
    `INSERT INTO coverage_days (company_id, day, metric, key, department, value)
     SELECT $1, $2, metric, key, department, sum(value) FROM (
       SELECT metric, key, department, value FROM coverage_counts WHERE company_id = $1 AND on_date <= $2
       UNION ALL
       SELECT metric, key, department, delta FROM coverage_deltas WHERE company_id = $1 AND on_date <= $2) counted
     WHERE NOT metric = ANY($3::text[]) GROUP BY metric, key, department HAVING sum(value) <> 0`,
    [companyId, day, OF_NOW],
  );
  // One row from here on for all that was before: how much there is to sum up does not grow with the days.
  await db.query(
    `WITH past AS (
       DELETE FROM coverage_counts WHERE company_id = $1 AND on_date < $2 RETURNING metric, key, department, value
     )
     INSERT INTO coverage_counts AS c (company_id, metric, key, department, on_date, value)
     SELECT $1, metric, key, department, $2, sum(value) FROM past
     GROUP BY metric, key, department ORDER BY metric, key, department
     ON CONFLICT (company_id, metric, key, department, on_date) DO UPDATE SET value = c.value + excluded.value`,
    [companyId, day],
  );
}

/** The newest closed day, as ISO date. */
export async function newestClosed(db: EntityManager, companyId: string): Promise<string | undefined> {
  const [row] = await db.query<{ day: string | null }[]>(
    `SELECT to_char(max(day), 'YYYY-MM-DD') AS day FROM coverage_closings WHERE company_id = $1`,
    [companyId],
  );
  return row?.day ?? undefined;
}

export interface Span {
  readonly from: string;
  readonly to: string;
  /** Null: all of them. */
  readonly department: string | null;
}

export interface ClosedCount {
  readonly day: string;
  readonly metric: string;
  readonly key: string;
  readonly value: number;
}

const IN_SPAN = `company_id = $1 AND day BETWEEN $2 AND $3 AND ($4::text IS NULL OR department = $4)`;

/** Counts of people, and of phones within their age, of closed days. */
export async function closedCounts(
  db: EntityManager,
  companyId: string,
  { from, to, department }: Span,
): Promise<ClosedCount[]> {
  const rows = await db.query<(Omit<ClosedCount, 'value'> & { value: string })[]>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, metric, key, sum(value) AS value FROM coverage_days
     WHERE ${IN_SPAN} AND metric IN ('people', 'age') GROUP BY coverage_days.day, metric, key ORDER BY coverage_days.day`,
    [companyId, from, to, department],
  );
  return rows.map((row) => ({ ...row, value: Number(row.value) }));
}

/** By day: how many people were counted as protected and were not, as was found later (negative). */
export async function correctionsOf(
  db: EntityManager,
  companyId: string,
  { from, to, department }: Span,
): Promise<Map<string, number>> {
  const rows = await db.query<{ day: string; delta: string }[]>(
    `SELECT to_char(day, 'YYYY-MM-DD') AS day, sum(delta) AS delta FROM coverage_corrections
     WHERE ${IN_SPAN} AND metric = 'people' AND key = 'protected' GROUP BY coverage_corrections.day`,
    [companyId, from, to, department],
  );
  return new Map(rows.map((row) => [row.day, Number(row.delta)]));
}
