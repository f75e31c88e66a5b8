import { type GapFilter, type GapOrder, MOST_COUNTED } from '@holdfast/contracts';
import type { FoundGapCode, FoundGapSeverity, GapDetails } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import { GapConditions, GapSequence } from './gap-filter.js';

/** An open gap with whom it concerns. */
export interface GapRow {
  readonly id: string;
  readonly code: FoundGapCode;
  readonly severity: FoundGapSeverity;
  readonly since: Date;
  readonly whose: 'employee' | 'admin';
  readonly employee: { readonly id: string; readonly name: string; readonly department: string | null };
  readonly phone: { readonly id: string; readonly label: string } | null;
  readonly details: GapDetails;
  readonly cause: string | null;
  /** An iPhone that the policy reads whole. */
  readonly asksPasscode: boolean;
  readonly policyId: string | null;
  readonly owner: { readonly id: string; readonly name: string } | null;
  readonly incidentId: string | null;
  readonly exemptUntil: string | null;
}

interface Row extends Omit<GapRow, 'employee' | 'phone' | 'owner' | 'asksPasscode'> {
  employee_id: string;
  name: string;
  department: string | null;
  phone_id: string | null;
  label: string | null;
  asks_passcode: boolean | null;
  owner_id: string | null;
  owner_name: string | null;
}

/** What is shown of gaps that `chosen` names by id, in the order in which it gives them. */
const shown = (chosen: string, orderBy: string): string => `
  SELECT g.id, g.code, g.severity, g.since, g.whose, g.cause, g.details, g.employee_id, e.name, e.department,
    g.phone_id, p.label, g.policy_id AS "policyId", g.owner_id, o.name AS owner_name, g.incident_id AS "incidentId",
    to_char(x.until, 'YYYY-MM-DD') AS "exemptUntil",
    p.platform = 'ios' AND v.policy->'scope'->>'iosBackup' = 'whole' AS asks_passcode
  FROM (${chosen}) c
  JOIN coverage_gaps g ON g.company_id = $1 AND g.id = c.id
  JOIN people_employees e ON e.company_id = g.company_id AND e.id = g.employee_id
  LEFT JOIN fleet_phones p ON p.company_id = g.company_id AND p.id = g.phone_id
  LEFT JOIN people_employees o ON o.company_id = g.company_id AND o.id = g.owner_id
  LEFT JOIN coverage_exemptions x ON x.company_id = g.company_id AND x.id = g.exemption_id
  LEFT JOIN policies k ON k.company_id = g.company_id AND k.id = g.policy_id
  LEFT JOIN policy_versions v ON v.company_id = k.company_id AND v.policy_id = k.id AND v.version = k.version
  ORDER BY ${orderBy}`;

const toGap = (row: Row): GapRow => ({
  id: row.id,
  code: row.code,
  severity: row.severity,
  since: row.since,
  whose: row.whose,
  employee: { id: row.employee_id, name: row.name, department: row.department },
  phone: row.phone_id === null ? null : { id: row.phone_id, label: row.label ?? '' },
  details: row.details,
  cause: row.cause,
  asksPasscode: row.asks_passcode ?? false,
  policyId: row.policyId,
  owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
  incidentId: row.incidentId,
  exemptUntil: row.exemptUntil,
});

export interface GapQuestion {
  readonly filter: Partial<GapFilter>;
  readonly order: GapOrder;
  /** The last gap of the page before, which may have closed meanwhile. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** Open gaps, read in the order of an index: chosen first, then joined with what is shown of them. */
export async function openGaps(
  db: EntityManager,
  companyId: string,
  { filter, order, after, limit }: GapQuestion,
  now: Date,
): Promise<GapRow[]> {
  const conditions = new GapConditions(companyId, filter, now);
  const sequence = new GapSequence(order);
  if (after !== undefined) {
    const last = await lastOfPage(db, companyId, sequence, after);
    if (!last) return [];
    conditions.where(sequence.after(conditions, last));
  }
  const chosen = `SELECT g.id FROM coverage_gaps g WHERE ${conditions.sql} ORDER BY ${sequence.orderBy} LIMIT ${conditions.value(limit)}`;
  return (await db.query<Row[]>(shown(chosen, sequence.orderBy), conditions.values)).map(toGap);
}

/** Where the page before ended; undefined: with a gap that is not there any more. */
async function lastOfPage(
  db: EntityManager,
  companyId: string,
  sequence: GapSequence,
  after: string,
): Promise<Record<string, unknown> | undefined> {
  const [last] = await db.query<Record<string, unknown>[]>(
    `SELECT ${sequence.columns.join(', ')} FROM coverage_gaps WHERE company_id = $1 AND id = $2`,
    [companyId, after],
  );
  return last;
}

/**
 * A page and how many gaps there are, up to one more than is counted. As long as all are counted, the page is taken from them:
 * read in an order, few gaps that match would be looked for among all that do not. Where there are more, it is near in any order.
 */
export async function countedGaps(
  db: EntityManager,
  companyId: string,
  question: GapQuestion,
  now: Date,
): Promise<{ readonly rows: GapRow[]; readonly total: number }> {
  const { filter, order, after, limit } = question;
  const conditions = new GapConditions(companyId, filter, now);
  const { sql } = conditions;
  const sequence = new GapSequence(order);
  const last = after === undefined ? undefined : await lastOfPage(db, companyId, sequence, after);
  const page = last ? sequence.after(conditions, last) : String(after === undefined);
  const [found] = await db.query<{ total: number; ids: string[] | null }[]>(
    `WITH found AS MATERIALIZED (
       SELECT g.id, g.since, g.severity_rank, g.name_key FROM coverage_gaps g WHERE ${sql} LIMIT ${conditions.value(MOST_COUNTED + 1)}
     ), counted AS MATERIALIZED (SELECT count(*)::int AS total FROM found)
     SELECT total, CASE WHEN total <= ${String(MOST_COUNTED)} THEN ARRAY(
       SELECT g.id FROM found g WHERE ${page} ORDER BY ${sequence.orderBy} LIMIT ${conditions.value(limit)}) END AS ids FROM counted`,
    conditions.values,
  );
  if (!found?.ids) {
    return { rows: await openGaps(db, companyId, question, now), total: found?.total ?? 0 };
  }
  const rows = await db.query<Row[]>(shown('SELECT unnest($2::uuid[]) AS id', sequence.orderBy), [
    companyId,
    found.ids,
  ]);
  return { rows: rows.map(toGap), total: found.total };
}

const BY_AGE = 'g.since, g.id';

/** Open gaps of some phones, by phone. */
export async function openGapsOfPhones(
  db: EntityManager,
  companyId: string,
  phoneIds: readonly string[],
): Promise<Map<string, GapRow[]>> {
  if (phoneIds.length === 0) return new Map();
  const chosen = `SELECT s.id FROM coverage_gaps s JOIN fleet_phones f ON f.company_id = s.company_id AND f.id = s.phone_id
    WHERE s.company_id = $1 AND s.employee_id = f.employee_id AND f.id = ANY($2::uuid[]) AND s.closed_at IS NULL`;
  const rows = await db.query<Row[]>(shown(chosen, BY_AGE), [companyId, phoneIds]);
  const byPhone = new Map<string, GapRow[]>();
  for (const gap of rows.map(toGap)) {
    const phoneId = gap.phone?.id ?? '';
    byPhone.set(phoneId, [...(byPhone.get(phoneId) ?? []), gap]);
  }
  return byPhone;
}

/** Open gaps of one employee and their phones, oldest first. */
export async function openGapsOfEmployee(
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<GapRow[]> {
  const chosen = `SELECT s.id FROM coverage_gaps s WHERE s.company_id = $1 AND s.employee_id = $2 AND s.closed_at IS NULL
    ORDER BY s.since, s.id LIMIT 50`;
  return (await db.query<Row[]>(shown(chosen, BY_AGE), [companyId, employeeId])).map(toGap);
}
