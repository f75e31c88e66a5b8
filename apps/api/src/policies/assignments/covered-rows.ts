import type { EntityManager } from 'typeorm';

/** A line of assignments, as far as it decides whom a policy covers. */
export interface CoveringAssignment {
  readonly policyId: string;
  readonly groupId: string | undefined;
  readonly priority: number;
}

export interface Covered {
  /** People who work here. */
  readonly people: number;
  /** Their phones that are not released. */
  readonly phones: number;
}

export const NOBODY: Covered = { people: 0, phones: 0 };

/** Policies, groups and priorities of the groups' lines, and the policy of everybody. */
const linesOf = (assignments: readonly CoveringAssignment[]): unknown[] => {
  const groups = assignments.filter(({ groupId }) => groupId !== undefined);
  return [
    groups.map(({ policyId }) => policyId),
    groups.map(({ groupId }) => groupId),
    groups.map(({ priority }) => priority),
    assignments.find(({ groupId }) => groupId === undefined)?.policyId ?? null,
  ];
};

/**
 * How many each policy covers under these assignments, which need not be those in force: what a change would do is told
 * before it is made. Read from people and the fleet; nothing there is ever written from here.
 */
export async function coveredBy(
  db: EntityManager,
  companyId: string,
  assignments: readonly CoveringAssignment[],
): Promise<Map<string, Covered>> {
  const rows = await db.query<{ policy_id: string | null; people: number; phones: number }[]>(
    `WITH own AS MATERIALIZED (
       SELECT DISTINCT ON (m.employee_id) m.employee_id, a.policy_id
       FROM unnest($2::uuid[], $3::uuid[], $4::int[]) AS a (policy_id, group_id, priority)
       JOIN people_memberships m ON m.company_id = $1 AND m.group_id = a.group_id
       ORDER BY m.employee_id, a.priority DESC
     ), people AS (
       SELECT coalesce(own.policy_id, $5::uuid) AS policy_id, count(*)::int AS count FROM people_employees e
       LEFT JOIN own ON own.employee_id = e.id WHERE e.company_id = $1 AND e.active GROUP BY 1
     ), phones AS (
       SELECT coalesce(own.policy_id, $5::uuid) AS policy_id, count(*)::int AS count FROM fleet_phones f
       LEFT JOIN own ON own.employee_id = f.employee_id
       WHERE f.company_id = $1 AND f.released_on IS NULL GROUP BY 1
     )
     SELECT coalesce(people.policy_id, phones.policy_id) AS policy_id, coalesce(people.count, 0) AS people,
       coalesce(phones.count, 0) AS phones
     FROM people FULL JOIN phones ON phones.policy_id = people.policy_id`,
    [companyId, ...linesOf(assignments)],
  );
  return new Map(rows.flatMap(({ policy_id: id, people, phones }) => (id ? [[id, { people, phones }]] : [])));
}

/** How many people who work here would be covered by another policy. */
export async function movedBetween(
  db: EntityManager,
  companyId: string,
  before: readonly CoveringAssignment[],
  after: readonly CoveringAssignment[],
): Promise<number> {
  const own = (policies: string, groups: string, priorities: string): string => `
    SELECT DISTINCT ON (m.employee_id) m.employee_id, a.policy_id
    FROM unnest(${policies}::uuid[], ${groups}::uuid[], ${priorities}::int[]) AS a (policy_id, group_id, priority)
    JOIN people_memberships m ON m.company_id = $1 AND m.group_id = a.group_id
    ORDER BY m.employee_id, a.priority DESC`;
  const [row] = await db.query<{ moved: number }[]>(
    `WITH was AS MATERIALIZED (${own('$2', '$3', '$4')}), will AS MATERIALIZED (${own('$6', '$7', '$8')})
     SELECT count(*)::int AS moved FROM people_employees e
     LEFT JOIN was ON was.employee_id = e.id LEFT JOIN will ON will.employee_id = e.id
     WHERE e.company_id = $1 AND e.active
       AND coalesce(was.policy_id, $5::uuid) IS DISTINCT FROM coalesce(will.policy_id, $9::uuid)`,
    [companyId, ...linesOf(before), ...linesOf(after)],
  );
  return row?.moved ?? 0;
}
