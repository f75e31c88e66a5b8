import type { EntityManager } from 'typeorm';
import type { Delta, Metric } from './tally.js';

/** Inserted, never added to a counter: nobody waits for anybody. */
export async function insertDeltas(
  db: EntityManager,
  companyId: string,
  deltas: readonly Delta[],
): Promise<void> {
  if (deltas.length === 0) return;
  await db.query(
    `INSERT INTO coverage_deltas (company_id, on_date, metric, key, department, delta)
     SELECT $1, "onDate", metric, key, department, delta FROM jsonb_to_recordset($2::jsonb)
       AS d ("onDate" date, metric text, key text, department text, delta bigint)`,
    [companyId, JSON.stringify(deltas)],
  );
}

/** Folds up to `limit` changes into the counts of their days; answers how many. Several processes may at once. */
export async function foldDeltas(db: EntityManager, companyId: string, limit: number): Promise<number> {
  const [row] = await db.query<{ folded: number }[]>(
    `WITH taken AS (
       DELETE FROM coverage_deltas d USING (SELECT id FROM coverage_deltas WHERE company_id = $1
         ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED) t
       WHERE d.company_id = $1 AND d.id = t.id RETURNING on_date, metric, key, department, delta
     ), folded AS (
       INSERT INTO coverage_counts AS c (company_id, metric, key, department, on_date, value)
       SELECT $1, metric, key, department, on_date, sum(delta) FROM taken
       GROUP BY metric, key, department, on_date ORDER BY metric, key, department, on_date
       ON CONFLICT (company_id, metric, key, department, on_date) DO UPDATE SET value = c.value + excluded.value
     ) SELECT count(*)::int AS folded FROM taken`,
    [companyId, limit],
  );
  return row?.folded ?? 0;
}

export interface CountOf {
  readonly metric: Metric;
  readonly key: string;
  /** As of now. */
  readonly value: number;
  /** How much of it changed on `today`. */
  readonly today: number;
}

/** Everything that is counted, folded or not yet, over all departments or in one. One statement: one moment. */
export async function countsOf(
  db: EntityManager,
  companyId: string,
  today: string,
  department: string | null = null,
): Promise<CountOf[]> {
  const rows = await db.query<{ metric: Metric; key: string; value: string; today: string }[]>(
    `SELECT metric, key, sum(value) AS value, coalesce(sum(value) FILTER (WHERE on_date = $2), 0) AS today FROM (
       SELECT metric, key, on_date, value FROM coverage_counts
         WHERE company_id = $1 AND ($3::text IS NULL OR department = $3)
       UNION ALL
       SELECT metric, key, on_date, delta FROM coverage_deltas
         WHERE company_id = $1 AND ($3::text IS NULL OR department = $3)) counted
     GROUP BY metric, key`,
    [companyId, today, department],
  );
  return rows.map((row) => ({ ...row, value: Number(row.value), today: Number(row.today) }));
}
