import type { EntityManager } from 'typeorm';

/** A line of the company's assignments with the version of its policy that is in force. */
export interface Assignment {
  readonly id: string;
  readonly policyId: string;
  readonly version: number;
  /** When that version was published. */
  readonly publishedAt: Date;
  /** Undefined: everybody. */
  readonly groupId: string | undefined;
  readonly groupName: string | undefined;
  readonly priority: number;
  /** Since when the policy is assigned there. */
  readonly since: Date;
}

interface Row {
  id: string;
  policy_id: string;
  version: number;
  published_at: Date;
  group_id: string | null;
  group_name: string | null;
  priority: number;
  since: Date;
}

/** All assignments of a company, in the order in which they decide. */
export async function assignmentsOf(db: EntityManager, companyId: string): Promise<Assignment[]> {
  const rows = await db.query<Row[]>(
    `SELECT a.id, a.policy_id, p.version, v.published_at, a.group_id, g.display_name AS group_name, a.priority, a.since
     FROM policy_assignments a
     JOIN policies p ON p.company_id = a.company_id AND p.id = a.policy_id
     JOIN policy_versions v ON v.company_id = p.company_id AND v.policy_id = p.id AND v.version = p.version
     LEFT JOIN people_groups g ON g.company_id = a.company_id AND g.id = a.group_id
     WHERE a.company_id = $1 ORDER BY a.priority DESC, a.id`,
    [companyId],
  );
  return rows.map((row) => ({
    id: row.id,
    policyId: row.policy_id,
    version: row.version,
    publishedAt: row.published_at,
    groupId: row.group_id ?? undefined,
    groupName: row.group_name ?? undefined,
    priority: row.priority,
    since: row.since,
  }));
}

/** Since when each employee is in which of these groups: by employee, then by group. */
export async function membershipsIn(
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
  groupIds: readonly string[],
): Promise<Map<string, Map<string, Date>>> {
  const rows = await db.query<{ employee_id: string; group_id: string; since: Date }[]>(
    `SELECT employee_id, group_id, since FROM people_memberships
     WHERE company_id = $1 AND employee_id = ANY($2::uuid[]) AND group_id = ANY($3::uuid[])`,
    [companyId, employeeIds, groupIds],
  );
  const found = new Map<string, Map<string, Date>>();
  for (const { employee_id: employeeId, group_id: groupId, since } of rows)
    found.set(employeeId, (found.get(employeeId) ?? new Map<string, Date>()).set(groupId, since));
  return found;
}

/** Everybody who is in one of these groups. */
export async function membersOf(
  db: EntityManager,
  companyId: string,
  groupIds: readonly string[],
): Promise<string[]> {
  const rows = await db.query<{ employee_id: string }[]>(
    `SELECT DISTINCT employee_id FROM people_memberships WHERE company_id = $1 AND group_id = ANY($2::uuid[])`,
    [companyId, groupIds],
  );
  return rows.map(({ employee_id: id }) => id);
}
