/** What is counted of everything that was loaded, in the words of the server's own counts. */
const COUNTED = `
  SELECT company_id, 'people' AS metric, standing AS key, department, count(*) AS value FROM coverage_people
    WHERE standing IS NOT NULL GROUP BY 1, 3, 4
  UNION ALL SELECT company_id, 'bytes', '', department, sum(stored_bytes) FROM coverage_people GROUP BY 1, 4
  UNION ALL SELECT s.company_id, c.metric, c.key, p.department, sum(c.value) FROM coverage_states s
    JOIN coverage_people p USING (company_id, employee_id)
    CROSS JOIN LATERAL (VALUES ('phones', s.state, 1), ('age', 'in-scope', 1), ('age', 'within', s.within_age::int),
      ('agents', s.agent_version, 1), ('systems', s.system, 1), ('failing-causes', s.failing_cause, (s.failing_cause <> '')::int),
      ('failing-agents', s.agent_version, (s.failing_cause <> '')::int), ('failing-systems', s.system, (s.failing_cause <> '')::int),
      ('snapshots', '', s.snapshots)) c (metric, key, value) GROUP BY 1, 2, 3, 4
  UNION ALL SELECT g.company_id, c.metric, g.code, p.department, count(*) FROM coverage_gaps g
    JOIN coverage_people p USING (company_id, employee_id)
    CROSS JOIN LATERAL (VALUES ('gaps', true), ('exempt-gaps', g.exemption_id IS NOT NULL)) c (metric, counts)
    WHERE g.closed_at IS NULL AND c.counts GROUP BY 1, 2, 3, 4`;

const DAYS = 365;

/** Counts as of yesterday, and a year of closed days, on which the company grew. */
export const COUNTS = [
  'DELETE FROM coverage_deltas',
  'DELETE FROM coverage_counts',
  `INSERT INTO coverage_counts (company_id, metric, key, department, on_date, value)
   SELECT company_id, metric, key, department, :now::date - 1, value FROM (${COUNTED}) counted WHERE value <> 0`,
  `INSERT INTO coverage_closings (company_id, day, closed_at)
   SELECT company, :now::date - d, (:now::date - d + 1)::timestamp AT TIME ZONE 'UTC' FROM bench_fleet.companies, generate_series(1, ${DAYS}) d`,
  `INSERT INTO coverage_days (company_id, day, metric, key, department, value)
   SELECT company_id, :now::date - d, metric, key, department, ceil(value * (1 - 0.4 * d / ${DAYS}.0))
   FROM coverage_counts, generate_series(1, ${DAYS}) d WHERE metric IN ('people', 'age') AND value > 0`,
];
