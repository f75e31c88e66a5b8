import type { EntityManager } from 'typeorm';

/** A line of the company's assignments. */
export interface WantedAssignment {
  readonly id: string;
  readonly policyId: string;
  /** Undefined: everybody. */
  readonly groupId: string | undefined;
  readonly priority: number;
  readonly since: Date;
}

/** These are all assignments of a company from now on. */
export async function replaceAssignments(
  db: EntityManager,
  companyId: string,
  wanted: readonly WantedAssignment[],
): Promise<void> {
  await db.query('DELETE FROM policy_assignments WHERE company_id = $1', [companyId]);
  await db.query(
    `INSERT INTO policy_assignments (company_id, id, policy_id, group_id, applies_to, priority, since)
     SELECT $1, id, policy_id, group_id, CASE WHEN group_id IS NULL THEN 'everybody' ELSE 'group' END, priority, since
     FROM unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::int[], $6::timestamptz[])
       AS w (id, policy_id, group_id, priority, since)`,
    [
      companyId,
      wanted.map(({ id }) => id),
      wanted.map(({ policyId }) => policyId),
      wanted.map(({ groupId }) => groupId ?? null),
      wanted.map(({ priority }) => priority),
      wanted.map(({ since }) => since),
    ],
  );
}
