import type { EntityManager } from 'typeorm';

/**
 * The row of a month for each phone, and for each person in scope without one, as it stood when its last day ended: where
 * something changed since, by what was kept of before. `late`: more than one day has passed since, and for rows that changed
 * on several of them only the last change is known.
 */
export async function closeMonth(
  db: EntityManager,
  companyId: string,
  lastDay: string,
  late: boolean,
): Promise<void> {
  const person = (column: string, name: string, cast = ''): string =>
    `CASE WHEN p.changed_on > $2 THEN (p.before->>'${name}')${cast} ELSE p.${column} END`;
  const phone = (column: string, name: string, cast = ''): string =>
    `CASE WHEN s.changed_on > $2 THEN (s.before->>'${name}')${cast} ELSE s.${column} END`;
  await db.query(
    `INSERT INTO coverage_months (company_id, month, employee_id, phone_id, department, platform, policy_id,
       policy_version, state, standing, gaps, within_age, newest_snapshot_on, copies, late)
     SELECT $1, date_trunc('month', $2::date)::date, p.employee_id, s.phone_id,
       coalesce(${person('department', 'department')}, ''), f.platform,
       ${person('policy_id', 'policyId', '::uuid')}, ${person('policy_version', 'policyVersion', '::int')},
       coalesce(${phone('state', 'state')}, stood.standing), stood.standing,
       CASE WHEN s.phone_id IS NULL THEN ARRAY(SELECT g.code FROM coverage_gaps g WHERE g.company_id = $1
           AND g.employee_id = p.employee_id AND g.phone_id IS NULL AND g.opened_at < $2::date + 1
           AND (g.closed_at IS NULL OR g.closed_at >= $2::date + 1) ORDER BY g.code)
         WHEN s.changed_on > $2 THEN ARRAY(SELECT jsonb_array_elements_text(s.before->'gaps'))
         ELSE s.gaps END,
       coalesce(${phone('within_age', 'withinAge', '::boolean')}, false),
       CASE WHEN s.changed_on > $2 THEN (s.before->>'newestSnapshotOn')::date
         ELSE (s.newest_snapshot_at AT TIME ZONE 'UTC')::date END,
       coalesce(${phone('copies', 'copies', '::int')}, 0), $3
     FROM coverage_people p
     CROSS JOIN LATERAL (SELECT ${person('standing', 'standing')} AS standing) stood
     -- A phone that was enrolled after the month is not in it.
     LEFT JOIN coverage_states s ON s.company_id = p.company_id AND s.employee_id = p.employee_id
       AND NOT (s.changed_on > $2 AND s.before IS NULL)
     LEFT JOIN fleet_phones f ON f.company_id = s.company_id AND f.id = s.phone_id
     WHERE p.company_id = $1 AND stood.standing IS NOT NULL
     ON CONFLICT DO NOTHING`,
    [companyId, lastDay, late],
  );
}
