import { whoseStep } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import type { FoundPerson, FoundPhone } from './found.js';

/** Makes what is kept of these people exactly what was found: their standing, their phones' states and their open gaps. */
export async function storeFound(
  db: EntityManager,
  companyId: string,
  found: readonly FoundPerson[],
  now: Date,
): Promise<void> {
  await storePeople(db, companyId, found, now);
  await storePhones(db, companyId, found, now);
  await storeGaps(db, companyId, found, now);
}

async function storePeople(
  db: EntityManager,
  companyId: string,
  found: readonly FoundPerson[],
  now: Date,
): Promise<void> {
  const rows = found.map((person) => ({
    employee_id: person.employeeId,
    standing: person.standing ?? null,
    department: person.department,
    policy_id: person.policyId,
    policy_version: person.policyVersion,
    stored_bytes: person.storedBytes,
    next_transition_at: person.nextTransitionAt ?? null,
    on_date: person.onDate,
  }));
  await db.query(
    `UPDATE coverage_people p SET standing = r.standing, department = r.department, policy_id = r.policy_id,
       policy_version = r.policy_version, stored_bytes = r.stored_bytes, evaluated_at = $3,
       next_transition_at = r.next_transition_at,
       before = CASE WHEN c.changed AND p.changed_on IS DISTINCT FROM r.on_date THEN jsonb_build_object(
         'standing', p.standing, 'department', p.department, 'policyId', p.policy_id, 'policyVersion', p.policy_version)
         ELSE p.before END,
       changed_on = CASE WHEN c.changed THEN r.on_date ELSE p.changed_on END, counted_on = r.on_date
     FROM jsonb_to_recordset($2::jsonb) AS r (employee_id uuid, standing text, department text, policy_id uuid,
       policy_version int, stored_bytes bigint, next_transition_at timestamptz, on_date date)
     CROSS JOIN LATERAL (SELECT (o.standing, o.department, o.policy_id, o.policy_version)
       IS DISTINCT FROM (r.standing, r.department, r.policy_id, r.policy_version) AS changed
       FROM coverage_people o WHERE o.company_id = $1 AND o.employee_id = r.employee_id) c
     WHERE p.company_id = $1 AND p.employee_id = r.employee_id`,
    [companyId, JSON.stringify(rows), now],
  );
}

const STATE_COLUMNS = [
  'state',
  'within_age',
  'gaps',
  'newest_snapshot_at',
  'snapshots',
  'copies',
  'agent_version',
  'system',
  'failing_cause',
];

async function storePhones(
  db: EntityManager,
  companyId: string,
  found: readonly FoundPerson[],
  now: Date,
): Promise<void> {
  const rows = found.flatMap((person) =>
    person.phones.map((phone) => ({
      phone_id: phone.phoneId,
      employee_id: person.employeeId,
      state: phone.state,
      within_age: phone.withinAge,
      gaps: phone.gaps.map(({ code }) => code),
      newest_snapshot_at: phone.newestSnapshotAt ?? null,
      snapshots: phone.snapshots,
      copies: phone.copies,
      agent_version: phone.agentVersion,
      system: phone.system,
      failing_cause: phone.failingCause,
      on_date: person.onDate,
    })),
  );
  // A phone that its person released, or whose person left the scope, has no state any more.
  await db.query(
    `DELETE FROM coverage_states WHERE company_id = $1 AND employee_id = ANY($2::uuid[])
       AND NOT phone_id = ANY($3::uuid[])`,
    [companyId, found.map((person) => person.employeeId), rows.map((row) => row.phone_id)],
  );
  if (rows.length === 0) return;
  const columns = STATE_COLUMNS;
  const of = (table: string) => columns.map((column) => `${table}.${column}`).join(', ');
  await db.query(
    `INSERT INTO coverage_states AS s (company_id, phone_id, employee_id, ${columns.join(', ')},
       waiting_since, evaluated_at, changed_on)
     SELECT $1, r.phone_id, r.employee_id, ${of('r')}, CASE WHEN r.state = 'waiting' THEN r.on_date END, $3, r.on_date
     FROM jsonb_to_recordset($2::jsonb) AS r (phone_id uuid, employee_id uuid, state text, within_age boolean,
       gaps text[], newest_snapshot_at timestamptz, snapshots int, copies int, agent_version text, system text,
       failing_cause text, on_date date)
     ON CONFLICT (company_id, phone_id) DO UPDATE SET employee_id = excluded.employee_id,
       (${columns.join(', ')}) = (${of('excluded')}),
       waiting_since = CASE WHEN excluded.state = 'waiting' THEN coalesce(s.waiting_since, excluded.waiting_since) END,
       evaluated_at = excluded.evaluated_at,
       before = CASE WHEN s.changed_on IS DISTINCT FROM excluded.changed_on THEN jsonb_build_object('state', s.state,
         'withinAge', s.within_age, 'gaps', s.gaps, 'newestSnapshotOn',
         (s.newest_snapshot_at AT TIME ZONE 'UTC')::date, 'copies', s.copies)
         ELSE s.before END,
       changed_on = excluded.changed_on
     WHERE (s.employee_id, ${of('s')}) IS DISTINCT FROM (excluded.employee_id, ${of('excluded')})`,
    [companyId, JSON.stringify(rows), now],
  );
}

const KEY =
  'f.employee_id = g.employee_id AND f.phone_id IS NOT DISTINCT FROM g.phone_id AND f.code = g.code';
const SHOWN = [
  'severity',
  'cause',
  'details',
  'whose',
  'exemption_id',
  'name_key',
  'search_key',
  'department',
  'platform',
  'policy_id',
];

/** Closes gaps that are no more, opens new ones, and leaves those that stay as they began. */
async function storeGaps(
  db: EntityManager,
  companyId: string,
  found: readonly FoundPerson[],
  now: Date,
): Promise<void> {
  const rows = JSON.stringify(found.flatMap(gapRows));
  const given = `jsonb_to_recordset($2::jsonb) AS f (employee_id uuid, phone_id uuid, code text, severity text,
    since timestamptz, cause text, details jsonb, whose text, exemption_id uuid, name_key text, search_key text, department text,
    platform text, policy_id uuid)`;
  await db.query(
    `UPDATE coverage_gaps g SET closed_at = $3, search_key = '' WHERE company_id = $1 AND employee_id = ANY($4::uuid[])
       AND closed_at IS NULL AND NOT EXISTS (SELECT FROM ${given} WHERE ${KEY})`,
    [companyId, rows, now, found.map((person) => person.employeeId)],
  );
  if (rows === '[]') return;
  const of = (table: string) => SHOWN.map((column) => `${table}.${column}`).join(', ');
  await db.query(
    `INSERT INTO coverage_gaps AS g (company_id, id, employee_id, phone_id, code, since, opened_at, ${SHOWN.join(', ')})
     SELECT $1, gen_random_uuid(), f.employee_id, f.phone_id, f.code, f.since, $3, ${of('f')} FROM ${given}
     ON CONFLICT (company_id, employee_id, phone_id, code) WHERE closed_at IS NULL
       DO UPDATE SET (${SHOWN.join(', ')}) = (${of('excluded')}) WHERE (${of('g')}) IS DISTINCT FROM (${of('excluded')})`,
    [companyId, rows, now],
  );
}

function gapRows(person: FoundPerson) {
  const { employeeId, name, department, policyId } = person;
  const of = (phone: FoundPhone | undefined) => {
    return (gap: FoundPerson['gaps'][number]) => ({
      employee_id: employeeId,
      phone_id: phone?.phoneId ?? null,
      code: gap.code,
      severity: gap.severity,
      since: gap.since,
      cause: gap.cause ?? null,
      details: gap.details ?? {},
      whose: whoseStep(gap.code, gap.cause),
      exemption_id: gap.exemptionId ?? null,
      name_key: name.toLowerCase(),
      // A line each, so that nothing is found across two of them.
      search_key: [name, department, phone?.label ?? ''].join('\n').toLowerCase(),
      department,
      platform: phone?.platform ?? '',
      policy_id: policyId,
    });
  };
  return [...person.gaps.map(of(undefined)), ...person.phones.flatMap((phone) => phone.gaps.map(of(phone)))];
}
