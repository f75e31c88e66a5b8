import type { Gap, OpenGap } from '@holdfast/contracts';
import { describeGap, type FoundGapCause, type FoundGapCode, type FoundGapSeverity } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { searchText } from '../database/search-text.js';
import { dateOf } from '../http/index.js';

/** An open gap with whom it concerns. */
export interface GapRow {
  readonly id: string;
  readonly code: FoundGapCode;
  readonly severity: FoundGapSeverity;
  readonly since: Date;
  readonly employee: { readonly id: string; readonly name: string; readonly department: string | null };
  readonly phone: { readonly id: string; readonly label: string } | null;
  /** Proven copies of the phone's newest snapshot. */
  readonly copies: number;
  readonly requiredCopies: number;
  /** Of `partial`: why it lacks. */
  readonly cause: FoundGapCause | null;
  /** An iPhone that the policy reads whole. */
  readonly asksPasscode: boolean;
}

interface Row {
  id: string;
  code: FoundGapCode;
  severity: FoundGapSeverity;
  since: Date;
  employee_id: string;
  name: string;
  department: string | null;
  phone_id: string | null;
  label: string | null;
  copies: number | null;
  required_copies: number | null;
  cause: FoundGapCause | null;
  asks_passcode: boolean | null;
}

const GAPS = `
  SELECT g.id, g.code, g.severity, g.since, g.cause, g.employee_id, e.name, e.department, g.phone_id, p.label, s.copies,
    (asked.policy->'copies'->>'required')::int AS required_copies,
    p.platform = 'ios' AND asked.policy->'scope'->>'iosBackup' = 'whole' AS asks_passcode
  FROM coverage_gaps g
  JOIN people_employees e ON e.company_id = g.company_id AND e.id = g.employee_id
  LEFT JOIN fleet_phones p ON p.company_id = g.company_id AND p.id = g.phone_id
  LEFT JOIN coverage_states s ON s.company_id = g.company_id AND s.phone_id = g.phone_id
  LEFT JOIN LATERAL (SELECT v.policy FROM policy_assignments a
    JOIN policies o ON o.company_id = a.company_id AND o.id = a.policy_id
    JOIN policy_versions v ON v.company_id = o.company_id AND v.policy_id = o.id AND v.version = o.version
    WHERE a.company_id = g.company_id ORDER BY a.priority DESC LIMIT 1) asked ON true
  WHERE g.company_id = $1 AND g.closed_at IS NULL`;

const toGap = (row: Row): GapRow => ({
  id: row.id,
  code: row.code,
  severity: row.severity,
  since: row.since,
  employee: { id: row.employee_id, name: row.name, department: row.department },
  phone: row.phone_id === null ? null : { id: row.phone_id, label: row.label ?? '' },
  copies: row.copies ?? 0,
  requiredCopies: row.required_copies ?? 1,
  cause: row.cause,
  asksPasscode: row.asks_passcode ?? false,
});

/** A gap as people read it. */
export function describeRow(row: GapRow): Gap {
  const { sentence, nextStep } = describeGap(row.code, {
    since: row.since,
    employee: row.employee.name,
    ...(row.phone && { phone: row.phone.label }),
    copies: row.copies,
    requiredCopies: row.requiredCopies,
    asksPasscode: row.asksPasscode,
    ...(row.cause && { cause: row.cause }),
  });
  return { code: row.code, severity: row.severity, since: dateOf(row.since), sentence, nextStep };
}

export const showGap = (row: GapRow): z.infer<typeof OpenGap> => ({
  ...describeRow(row),
  id: row.id,
  employee: { ...row.employee },
  phone: row.phone && { ...row.phone },
});

export interface GapFilter {
  readonly code?: string | undefined;
  readonly q?: string | undefined;
}

const FILTER = `($2::text IS NULL OR g.code = $2)
  AND ($3::text IS NULL OR strpos(lower(e.name), lower($3)) > 0 OR strpos(lower(e.department), lower($3)) > 0 OR strpos(lower(p.label), lower($3)) > 0)`;

/** Open gaps, oldest first, from the one after the gap `after`, which may have closed meanwhile. */
export async function openGaps(
  db: EntityManager,
  companyId: string,
  filter: GapFilter,
  page: { readonly after: string | undefined; readonly limit: number },
): Promise<{ rows: GapRow[]; total: number }> {
  const given = [companyId, filter.code ?? null, searchText(filter.q)];
  const rows = await db.query<Row[]>(
    `${GAPS} AND ${FILTER} AND ($4::uuid IS NULL OR (g.since, g.id) > (SELECT a.since, a.id FROM coverage_gaps a
       WHERE a.company_id = $1 AND a.id = $4))
     ORDER BY g.since, g.id LIMIT $5`,
    [...given, page.after ?? null, page.limit],
  );
  const [count] = await db.query<{ total: number }[]>(
    `SELECT count(*)::int AS total FROM coverage_gaps g
     JOIN people_employees e ON e.company_id = g.company_id AND e.id = g.employee_id
     LEFT JOIN fleet_phones p ON p.company_id = g.company_id AND p.id = g.phone_id
     WHERE g.company_id = $1 AND g.closed_at IS NULL AND ${FILTER}`,
    given,
  );
  return { rows: rows.map(toGap), total: count?.total ?? 0 };
}

/** Open gaps of some phones, by phone. */
export async function openGapsOfPhones(
  db: EntityManager,
  companyId: string,
  phoneIds: readonly string[],
): Promise<Map<string, GapRow[]>> {
  if (phoneIds.length === 0) return new Map();
  const rows = await db.query<Row[]>(`${GAPS} AND g.phone_id = ANY($2::uuid[]) ORDER BY g.since, g.id`, [
    companyId,
    phoneIds,
  ]);
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
  const rows = await db.query<Row[]>(`${GAPS} AND g.employee_id = $2 ORDER BY g.since, g.id LIMIT 50`, [
    companyId,
    employeeId,
  ]);
  return rows.map(toGap);
}

export async function countByCode(
  db: EntityManager,
  companyId: string,
): Promise<{ code: FoundGapCode; count: number }[]> {
  return db.query(
    `SELECT code, count(*)::int AS count FROM coverage_gaps WHERE company_id = $1 AND closed_at IS NULL
     GROUP BY code ORDER BY count DESC, code`,
    [companyId],
  );
}
