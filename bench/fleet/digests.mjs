/** What evaluation keeps, but for when it last looked. */
const KEPT = {
  people: `SELECT concat_ws(',', company_id, employee_id, standing, department, policy_id, policy_version, stored_bytes,
    next_transition_at, changed_on) AS row FROM coverage_people`,
  phones: `SELECT concat_ws(',', company_id, phone_id, employee_id, state, within_age, gaps, newest_snapshot_at, snapshots, copies,
    waiting_since, changed_on, agent_version, system, failing_cause) AS row FROM coverage_states`,
  gaps: `SELECT concat_ws(',', company_id, id, employee_id, phone_id, code, severity, since, opened_at, closed_at, cause, whose,
    exemption_id, details, name_key, search_key, department, platform, policy_id) AS row FROM coverage_gaps`,
  counts: `SELECT concat_ws(',', company_id, metric, key, department, sum(value)) AS row FROM (
    SELECT company_id, metric, key, department, value FROM coverage_counts
    UNION ALL SELECT company_id, metric, key, department, delta FROM coverage_deltas) c
    GROUP BY company_id, metric, key, department HAVING sum(value) <> 0`,
};

/** One hash for each kind of what is kept, the same for the same rows in any order. */
export async function digestsOf(client) {
  const digests = {};
  for (const [name, sql] of Object.entries(KEPT)) {
    const { rows } = await client.query(
      `SELECT count(*)::int AS rows, md5(string_agg(row, '|' ORDER BY row)) AS digest FROM (${sql}) kept`,
    );
    digests[name] = rows[0];
  }
  return digests;
}
