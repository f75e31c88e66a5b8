import type { ExemptionRow } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { GapConditions } from '../gaps/gap-filter.js';

export interface NewExemption {
  readonly reason: string;
  readonly ownerId: string;
  readonly askedBy: string;
  /** ISO date. */
  readonly until: string;
  /** Where nobody else could approve it. */
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
}

/** Whom an exemption is for; codes null: whatever gap there is. */
export interface ExemptionOf {
  readonly employeeId: string;
  readonly phoneId: string | null;
  readonly codes: readonly string[] | null;
}

const COLUMNS = `company_id, id, employee_id, phone_id, codes, reason, owner_id, asked_by, until, approved_by, approved_at`;
const terms = (made: NewExemption): unknown[] => [
  made.reason,
  made.ownerId,
  made.askedBy,
  made.until,
  made.approvedBy,
  made.approvedAt,
];

/** One for each person, or phone, of the gaps chosen, with the codes that are open there. Answers whom they are for. */
export async function exemptSelected(
  db: EntityManager,
  companyId: string,
  chosen: GapConditions,
  made: NewExemption,
): Promise<string[]> {
  const [reason, owner, askedBy, until, approvedBy, approvedAt] = terms(made).map((term) =>
    chosen.value(term),
  );
  const rows = await db.query<{ employee_id: string }[]>(
    `INSERT INTO coverage_exemptions (${COLUMNS})
     SELECT $1, gen_random_uuid(), g.employee_id, g.phone_id, array_agg(g.code ORDER BY g.code), ${reason}, ${owner}::uuid,
       ${askedBy}::uuid, ${until}::date, ${approvedBy}::uuid, ${approvedAt}::timestamptz
     FROM coverage_gaps g WHERE ${chosen.sql} GROUP BY g.employee_id, g.phone_id RETURNING employee_id`,
    chosen.values,
  );
  return rows.map((row) => row.employee_id);
}

export async function exemptOne(
  db: EntityManager,
  companyId: string,
  { employeeId, phoneId, codes }: ExemptionOf,
  made: NewExemption,
): Promise<void> {
  await db.query(
    `INSERT INTO coverage_exemptions (${COLUMNS}) VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [companyId, employeeId, phoneId, codes, ...terms(made)],
  );
}

/** Whom it is for and who asked, where it waits; locked. */
export async function lockWaiting(
  db: EntityManager,
  companyId: string,
  id: string,
  today: string,
): Promise<{ employeeId: string; askedBy: string } | undefined> {
  const [row] = await db.query<{ employeeId: string; askedBy: string }[]>(
    `SELECT employee_id AS "employeeId", asked_by AS "askedBy" FROM coverage_exemptions
     WHERE company_id = $1 AND id = $2 AND approved_at IS NULL AND ended_at IS NULL AND until > $3::date FOR UPDATE`,
    [companyId, id, today],
  );
  return row;
}

export async function approve(
  db: EntityManager,
  companyId: string,
  id: string,
  by: string,
  now: Date,
): Promise<void> {
  await db.query(
    'UPDATE coverage_exemptions SET approved_by = $3, approved_at = $4 WHERE company_id = $1 AND id = $2',
    [companyId, id, by, now],
  );
}

/** Ends one that waits or is in force; answers whom it was for. */
export async function end(
  db: EntityManager,
  companyId: string,
  id: string,
  by: string,
  now: Date,
): Promise<string | undefined> {
  const rows = await db.query<{ employee_id: string }[]>(
    `WITH ended AS (UPDATE coverage_exemptions SET ended_by = $3, ended_at = $4
       WHERE company_id = $1 AND id = $2 AND ended_at IS NULL AND until > ($4::timestamptz AT TIME ZONE 'UTC')::date
       RETURNING employee_id)
     SELECT employee_id FROM ended`,
    [companyId, id, by, now],
  );
  return rows[0]?.employee_id;
}

/** How many others could approve what somebody asks for: active, and of one of these roles. */
export async function countApprovers(
  db: EntityManager,
  companyId: string,
  roles: readonly string[],
  besides: string,
): Promise<number> {
  const [row] = await db.query<{ others: number }[]>(
    `SELECT count(*)::int AS others FROM people_employees
     WHERE company_id = $1 AND active AND role = ANY($2::text[]) AND id <> $3`,
    [companyId, roles, besides],
  );
  return row?.others ?? 0;
}

const STATE = `CASE WHEN x.ended_at IS NOT NULL THEN 'ended' WHEN x.until <= $2::date THEN 'over'
  WHEN x.approved_at IS NULL THEN 'waiting' ELSE 'active' END`;

interface Row {
  id: string;
  employee_id: string;
  employee: string;
  phone_id: string | null;
  label: string | null;
  codes: ExemptionRow['codes'];
  reason: string;
  owner_id: string;
  owner: string | null;
  asked_by: string;
  asker: string | null;
  asked_on: string;
  approved_by: string | null;
  approver: string | null;
  approved_on: string | null;
  until: string;
  state: ExemptionRow['state'];
}

/** Somebody who is no longer an employee has no name here. */
const person = (id: string, name: string | null) => ({ id, name: name ?? '' });

const toExemption = (row: Row): ExemptionRow => ({
  id: row.id,
  employee: person(row.employee_id, row.employee),
  phone: row.phone_id === null ? null : { id: row.phone_id, label: row.label ?? '' },
  codes: row.codes,
  reason: row.reason,
  owner: person(row.owner_id, row.owner),
  askedBy: person(row.asked_by, row.asker),
  askedOn: row.asked_on,
  approvedBy: row.approved_by === null ? null : person(row.approved_by, row.approver),
  approvedOn: row.approved_on,
  until: row.until,
  state: row.state,
});

export interface ExemptionQuestion {
  readonly today: string;
  readonly state?: readonly ExemptionRow['state'][] | undefined;
  readonly employee?: string | undefined;
  /** The last one of the page before. */
  readonly after?: { readonly until: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** Exemptions, the next to end first. */
export async function exemptions(
  db: EntityManager,
  companyId: string,
  { today, state, employee, after, limit }: ExemptionQuestion,
): Promise<{ rows: ExemptionRow[]; total: number }> {
  const where = `x.company_id = $1 AND ($3::text[] IS NULL OR ${STATE} = ANY($3)) AND ($4::uuid IS NULL OR x.employee_id = $4)`;
  const given = [companyId, today, state ?? null, employee ?? null];
  const rows = await db.query<Row[]>(
    `SELECT x.id, x.employee_id, e.name AS employee, x.phone_id, p.label, x.codes, x.reason, x.owner_id,
       o.name AS owner, x.asked_by, a.name AS asker, to_char(x.asked_on, 'YYYY-MM-DD') AS asked_on, x.approved_by,
       b.name AS approver, to_char(x.approved_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS approved_on,
       to_char(x.until, 'YYYY-MM-DD') AS until, ${STATE} AS state
     FROM coverage_exemptions x
     JOIN people_employees e ON e.company_id = x.company_id AND e.id = x.employee_id
     LEFT JOIN fleet_phones p ON p.company_id = x.company_id AND p.id = x.phone_id
     LEFT JOIN people_employees o ON o.company_id = x.company_id AND o.id = x.owner_id
     LEFT JOIN people_employees a ON a.company_id = x.company_id AND a.id = x.asked_by
     LEFT JOIN people_employees b ON b.company_id = x.company_id AND b.id = x.approved_by
     WHERE ${where} AND ($5::date IS NULL OR (x.until, x.id) > ($5::date, $6::uuid)) ORDER BY x.until, x.id LIMIT $7`,
    [...given, after?.until ?? null, after?.id ?? null, limit],
  );
  const [count] = await db.query<{ total: number }[]>(
    `SELECT count(*)::int AS total FROM coverage_exemptions x WHERE ${where}`,
    given,
  );
  return { rows: rows.map(toExemption), total: count?.total ?? 0 };
}
