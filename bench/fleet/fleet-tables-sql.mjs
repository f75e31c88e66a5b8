/** When something of a template happened to one of its people: `t` has `at` and whether it moves, `p` the shift. */
const when = (name = '') => `(CASE WHEN t.${name}moves THEN t.${name}at - p.shift ELSE t.${name}at END)`;
const id = (kind, ...of) => `bench_fleet.id(:seed || '/${kind}/' || ${of.join(` || '/' || `)})`;
const label = (phone) => `('Phone ' || ${phone}.n || CASE ${phone}.place WHEN 0 THEN '' ELSE ' b' END)`;
const PEOPLE = 'bench_fleet.people p JOIN bench_fleet.t_people t ON t.template = p.template';
const PHONES =
  'bench_fleet.phones p JOIN bench_fleet.t_phones t ON t.template = p.template AND t.place = p.place';
const perPhone = (table) =>
  `bench_fleet.phones p JOIN bench_fleet.${table} t ON t.template = p.template AND t.place = p.place`;
const PLACES = 'JOIN bench_fleet.locations l ON l.company = p.company AND l.number <= t.places';

/**
 * Statements that fill the rooms' tables, the largest first; each writes one. `:seed` is the seed, `:now` the fleet's moment.
 * @type {readonly { table: string, sql: string }[]}
 */
export const ROOMS = [
  {
    table: 'backup_runs',
    sql: `(company_id, id, phone_id, agent_id, kind, outcome, cause, snapshot_id, started_at, reported_at, ended_at)
      SELECT p.company, ${id('run', 'p.n', 'p.place', 't.index')}, p.phone, ${id('agent', 'p.n')}, t.kind, t.outcome, t.cause,
        CASE WHEN t.snapshot IS NOT NULL THEN ${id('snapshot', 'p.n', 'p.place', 't.snapshot')} END,
        ${when()} - CASE WHEN t.moves THEN interval '7 minutes' ELSE '0' END, ${when()}, ${when()} FROM ${perPhone('t_runs')}`,
  },
  {
    table: 'backup_snapshots',
    sql: `(company_id, id, phone_id, repository_id, run_id, object_name, taken_at, committed_at, categories, files, bytes,
        stored_bytes, facts)
      SELECT p.company, ${id('snapshot', 'p.n', 'p.place', 't.index')}, p.phone, p.repository,
        ${id('run', 'p.n', 'p.place', 't.index')}, md5(p.n || '.' || p.place || '.' || t.index), ${when()}, ${when()},
        t.categories, 4000 + p.n % 1000, 9000000000 + p.n, t.stored_bytes, t.facts FROM ${perPhone('t_snapshots')}`,
  },
  {
    table: 'storage_copies',
    sql: `(company_id, snapshot_id, location_id, proven_at, proven_by, segments, objects)
      SELECT p.company, ${id('snapshot', 'p.n', 'p.place', 't.index')}, l.location, ${when()}, 'server', 1, 40
      FROM ${perPhone('t_snapshots')} ${PLACES}`,
  },
  {
    table: 'fleet_phones',
    sql: `(company_id, id, employee_id, phone_key, platform, model, os_version, label, created_at)
      SELECT p.company, p.phone, p.employee, md5('1' || p.phone) || md5('2' || p.phone), t.platform,
        CASE t.platform WHEN 'ios' THEN 'iPhone 15' ELSE 'Pixel 8' END, '17', ${label('p')},
        ${when('enrolled_')} FROM ${PHONES}`,
  },
  {
    table: 'fleet_enrolments',
    sql: `(company_id, id, employee_id, workstation_id, phone_id, created_at, attach, attach_at)
      SELECT p.company, ${id('enrolment', 'p.n', 'p.place')}, p.employee, ${id('workstation', 'p.n')}, p.phone, ${when('enrolled_')},
        t.attach, date_trunc('day', :now, 'UTC') FROM ${PHONES}`,
  },
  {
    table: 'coverage_states',
    sql: `(company_id, phone_id, employee_id, state, within_age, gaps, newest_snapshot_at, snapshots, copies, waiting_since,
        evaluated_at, changed_on, agent_version, system, failing_cause)
      SELECT p.company, p.phone, p.employee, t.state, t.within_age, t.gaps, ${when('newest_')}, t.snapshots, t.copies,
        CASE t.state WHEN 'waiting' THEN :now::date END, :now, :now::date - 10, a.agent, t.system, t.failing
      FROM ${PHONES} JOIN bench_fleet.t_people a ON a.template = p.template`,
  },
  {
    table: 'people_employees',
    sql: `(company_id, id, name, email, department, role, created_at)
      SELECT p.company, p.employee, p.name, 'e' || p.n || '@fleet.invalid', p.department, 'employee',
        date_trunc('day', :now, 'UTC') - interval '650 days' FROM ${PEOPLE}`,
  },
  {
    table: 'coverage_people',
    sql: `(company_id, employee_id, standing, evaluated_at, next_transition_at, department, policy_id, policy_version, stored_bytes,
        changed_on, counted_on)
      SELECT p.company, p.employee, t.standing, :now, ${when('next_')}, coalesce(p.department, ''), y.policy, 1, t.bytes * t.places,
        :now::date - 10, :now::date - 10
      FROM ${PEOPLE} JOIN bench_fleet.policies y ON y.company = p.company AND y.strict = t.strict`,
  },
  {
    table: 'coverage_gaps',
    sql: `(company_id, id, employee_id, phone_id, code, severity, since, opened_at, cause, whose, exemption_id, details, name_key,
        search_key, department, platform, policy_id, owner_id, incident_id)
      SELECT p.company, ${id('gap', 'p.n', 'coalesce(t.place, 9)', 't.code')}, p.employee, f.phone, t.code, t.severity, ${when()},
        least(greatest(${when()}, date_trunc('day', :now - interval '300 days', 'UTC')), :now), t.cause, t.whose,
        CASE WHEN t.exempt THEN ${id('exemption', 'p.n')} END, t.details, lower(p.name),
        lower(p.name || E'\\n' || coalesce(p.department, '') || E'\\n' || coalesce(${label('f')}, '')), coalesce(p.department, ''),
        coalesce(s.platform, ''), y.policy, CASE WHEN t.whose = 'admin' AND p.n % 7 = 0 THEN ${id('owner', 'p.n % 3')} END,
        CASE WHEN t.code = 'failing' AND p.n % 4 = 0 THEN ${id('incident', 'p.n % 5')} END
      FROM bench_fleet.people p JOIN bench_fleet.t_gaps t ON t.template = p.template
      JOIN bench_fleet.t_people a ON a.template = p.template
      JOIN bench_fleet.policies y ON y.company = p.company AND y.strict = a.strict
      LEFT JOIN bench_fleet.phones f ON f.n = p.n AND f.place = t.place
      LEFT JOIN bench_fleet.t_phones s ON s.template = p.template AND s.place = t.place`,
  },
  {
    table: 'fleet_workstations',
    sql: `(company_id, id, employee_id, label, os, key_store, created_at, last_seen_at)
      SELECT p.company, ${id('workstation', 'p.n')}, p.employee, 'Laptop ' || p.n, 'linux', 'keychain',
        date_trunc('day', :now, 'UTC') - interval '640 days', ${when('seen_')} FROM ${PEOPLE} WHERE t.workstation`,
  },
  {
    table: 'fleet_agents',
    sql: `(company_id, id, workstation_id, version, created_at)
      SELECT p.company, ${id('agent', 'p.n')}, ${id('workstation', 'p.n')}, t.agent,
        date_trunc('day', :now, 'UTC') - interval '640 days' FROM ${PEOPLE} WHERE t.workstation`,
  },
  {
    table: 'storage_repositories',
    sql: `(company_id, id, employee_id, created_at)
      SELECT p.company, ${id('repository', 'p.n')}, p.employee, date_trunc('day', :now, 'UTC') - interval '640 days'
      FROM ${PEOPLE} WHERE t.workstation`,
  },
  {
    table: 'storage_holdings',
    sql: `(company_id, location_id, repository_id, stored_bytes, objects)
      SELECT p.company, l.location, ${id('repository', 'p.n')}, t.bytes, t.bytes / 8000000 FROM ${PEOPLE} ${PLACES} WHERE t.bytes > 0`,
  },
  {
    table: 'notices_events',
    sql: `(company_id, employee_id, kind, statement_sha256, workstation_id, at)
      SELECT p.company, p.employee, CASE t.notice WHEN 'withdrawn' THEN 'withdrawn' ELSE 'acknowledged' END,
        CASE t.notice WHEN 'another' THEN y.another ELSE y.statement END, ${id('workstation', 'p.n')},
        date_trunc('day', :now, 'UTC') - CASE t.notice WHEN 'withdrawn' THEN interval '20 days' ELSE interval '600 days' END
      FROM ${PEOPLE} JOIN bench_fleet.policies y ON y.company = p.company AND y.strict = t.strict WHERE t.workstation`,
  },
  {
    table: 'keys_recovery_codes',
    sql: `(company_id, employee_id, public_key, seal, registered_on, proven_on)
      SELECT p.company, p.employee, decode(md5('3' || p.n) || md5('4' || p.n), 'hex'), decode(md5('5' || p.n) || md5('6' || p.n), 'hex'),
        (t.registered AT TIME ZONE 'UTC')::date, (t.proven AT TIME ZONE 'UTC')::date FROM ${PEOPLE} WHERE t.workstation`,
  },
  {
    table: 'people_memberships',
    sql: `(company_id, group_id, employee_id, since)
      SELECT p.company, ${id('group', 'p.company')}, p.employee, date_trunc('day', :now, 'UTC') - interval '650 days'
      FROM ${PEOPLE} WHERE t.strict`,
  },
  {
    table: 'notices_declarations',
    sql: `(company_id, employee_id, answer, declared_on)
      SELECT p.company, p.employee, t.answer, :now::date - 100 FROM ${PEOPLE} WHERE t.answer IS NOT NULL`,
  },
  {
    table: 'coverage_exemptions',
    sql: `(company_id, id, employee_id, phone_id, codes, reason, owner_id, asked_by, asked_on, approved_by, approved_at, until)
      SELECT p.company, ${id('exemption', 'p.n')}, p.employee, f.phone, t.codes, 'On leave until the spring.', ${id('owner', '1')},
        ${id('owner', '1')}, :now::date - 41, ${id('owner', '2')}, date_trunc('day', :now, 'UTC') - interval '40 days',
        :now::date + 60
      FROM ${PEOPLE} LEFT JOIN bench_fleet.phones f ON f.n = p.n AND f.place = 0 AND t.exemption = 'phone'
      WHERE t.exemption IS NOT NULL`,
  },
];

/** A gap of before for every fourth phone, closed since. */
export const PAST_GAPS = {
  table: 'coverage_gaps',
  sql: `(company_id, id, employee_id, phone_id, code, severity, since, opened_at, closed_at, whose, name_key, department, platform)
    SELECT p.company, ${id('past', 'p.n', 'p.place')}, p.employee, p.phone, 'overdue', 'risk', d.day, d.day, d.day + interval '3 days',
      'employee', '', '', t.platform
    FROM ${PHONES} CROSS JOIN LATERAL (SELECT date_trunc('day', :now, 'UTC')
      - (20 + p.n % 330) * interval '1 day' AS day) d WHERE p.n % 4 = 0`,
};
