import type { EntityManager } from 'typeorm';

/** What is known of a person, apart from their phones. Read from the rooms that own it, never written here. */
export interface KnownPerson {
  readonly employeeId: string;
  readonly active: boolean;
  readonly inScopeSince: Date;
  readonly name: string;
  readonly department: string;
  readonly answer: 'declined' | 'not-for-work' | null;
  /** Null: they have a workstation whose enrolment stands. */
  readonly withoutWorkstationSince: Date | null;
  readonly notice: {
    readonly kind: 'acknowledged' | 'withdrawn' | null;
    readonly sha256: string | null;
    readonly at: Date | null;
  };
  readonly code: { readonly registeredAt: Date; readonly provenAt: Date | null } | null;
  /** Bytes at all locations together, and at the one that holds most: the size of the repository. */
  readonly storedBytes: number;
  readonly repositoryBytes: number;
}

interface Row {
  id: string;
  active: boolean;
  created_at: Date;
  name: string;
  department: string | null;
  answer: KnownPerson['answer'];
  without_workstation_since: Date | null;
  kind: KnownPerson['notice']['kind'];
  sha256: string | null;
  at: Date | null;
  registered_at: Date | null;
  proven_at: Date | null;
  stored_bytes: string;
  repository_bytes: string;
}

/** People by id; one that does not exist (any more) is absent. */
export async function peopleOf(
  db: EntityManager,
  companyId: string,
  employeeIds: readonly string[],
): Promise<Map<string, KnownPerson>> {
  const rows = await db.query<Row[]>(
    `SELECT e.id, e.active, e.created_at, e.name, e.department, d.answer,
       CASE WHEN w.standing IS NOT TRUE THEN greatest(e.created_at, w.ended_at) END AS without_workstation_since,
       n.kind, n.statement_sha256 AS sha256, n.at,
       c.registered_on::timestamp AT TIME ZONE 'UTC' AS registered_at,
       c.proven_on::timestamp AT TIME ZONE 'UTC' AS proven_at,
       coalesce(h.all_bytes, 0) AS stored_bytes, coalesce(h.most_bytes, 0) AS repository_bytes
     FROM people_employees e
     LEFT JOIN notices_declarations d ON d.company_id = e.company_id AND d.employee_id = e.id
     LEFT JOIN LATERAL (SELECT bool_or(a.revoked_at IS NULL) AS standing, max(a.revoked_at) AS ended_at
       FROM fleet_workstations o
       JOIN fleet_agents a ON a.company_id = o.company_id AND a.workstation_id = o.id
       WHERE o.company_id = e.company_id AND o.employee_id = e.id) w ON true
     LEFT JOIN LATERAL (SELECT kind, statement_sha256, at FROM notices_events v
       WHERE v.company_id = e.company_id AND v.employee_id = e.id ORDER BY seq DESC LIMIT 1) n ON true
     LEFT JOIN keys_recovery_codes c ON c.company_id = e.company_id AND c.employee_id = e.id
     LEFT JOIN LATERAL (SELECT sum(bytes) AS all_bytes, max(bytes) AS most_bytes FROM (
         SELECT sum(o.stored_bytes) AS bytes FROM storage_repositories r
         JOIN storage_holdings o ON o.company_id = r.company_id AND o.repository_id = r.id
         WHERE r.company_id = e.company_id AND r.employee_id = e.id GROUP BY o.location_id) at_each) h ON true
     WHERE e.company_id = $1 AND e.id = ANY($2::uuid[])`,
    [companyId, employeeIds],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        employeeId: row.id,
        active: row.active,
        inScopeSince: row.created_at,
        name: row.name,
        department: row.department ?? '',
        answer: row.answer,
        withoutWorkstationSince: row.without_workstation_since,
        notice: { kind: row.kind, sha256: row.sha256, at: row.at },
        code: row.registered_at && { registeredAt: row.registered_at, provenAt: row.proven_at },
        storedBytes: Number(row.stored_bytes),
        repositoryBytes: Number(row.repository_bytes),
      },
    ]),
  );
}

/** The employees of phones, of those that exist. */
export async function employeesOfPhones(
  db: EntityManager,
  companyId: string,
  phoneIds: readonly string[],
): Promise<string[]> {
  const rows = await db.query<{ employee_id: string }[]>(
    'SELECT DISTINCT employee_id FROM fleet_phones WHERE company_id = $1 AND id = ANY($2::uuid[])',
    [companyId, phoneIds],
  );
  return rows.map((row) => row.employee_id);
}
