import type { EntityManager } from 'typeorm';

/** The main repository of an employee, made at the first call; concurrent calls get the same one. */
export async function ensureRepository(
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<{ id: string }> {
  await db.query(
    `INSERT INTO storage_repositories (company_id, id, employee_id) VALUES ($1, gen_random_uuid(), $2)
     ON CONFLICT (company_id, employee_id) WHERE workstation_id IS NULL DO NOTHING`,
    [companyId, employeeId],
  );
  const id = await mainRepository(db, companyId, employeeId);
  if (id === undefined) throw new Error('the repository was not made');
  return { id };
}

/** Undefined: the employee has none yet. */
export async function mainRepository(
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<string | undefined> {
  const [row] = await db.query<{ id: string }[]>(
    'SELECT id FROM storage_repositories WHERE company_id = $1 AND employee_id = $2 AND workstation_id IS NULL',
    [companyId, employeeId],
  );
  return row?.id;
}

/** Whether this repository, main or interim, is that employee's. */
export async function ownsRepository(
  db: EntityManager,
  companyId: string,
  repositoryId: string,
  employeeId: string,
): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    'SELECT 1 FROM storage_repositories WHERE company_id = $1 AND id = $2 AND employee_id = $3',
    [companyId, repositoryId, employeeId],
  );
  return rows.length === 1;
}

/** A repository to which a workstation wrote while it waited to be let into the main one. */
export interface InterimRepository {
  readonly repositoryId: string;
  readonly workstationId: string;
  readonly label: string;
  readonly since: string;
  /** It writes there still. */
  readonly isOpen: boolean;
}

/** Of all of an employee's workstations, newest first. */
export async function interimRepositories(
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<InterimRepository[]> {
  return db.query(
    `SELECT r.id AS "repositoryId", r.workstation_id AS "workstationId", w.label,
       to_char(r.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS since, r.ended_on IS NULL AS "isOpen"
     FROM storage_repositories r
     JOIN fleet_workstations w ON w.company_id = r.company_id AND w.id = r.workstation_id
     WHERE r.company_id = $1 AND r.employee_id = $2 ORDER BY r.created_at DESC, r.id`,
    [companyId, employeeId],
  );
}

/** A workstation writes to a repository of its own from now on; it goes on with the one that is open. */
export async function beginInterim(
  db: EntityManager,
  companyId: string,
  whose: { readonly employeeId: string; readonly workstationId: string },
): Promise<void> {
  await db.query(
    `INSERT INTO storage_repositories (company_id, id, employee_id, workstation_id)
     VALUES ($1, gen_random_uuid(), $2, $3)
     ON CONFLICT (company_id, workstation_id) WHERE workstation_id IS NOT NULL AND ended_on IS NULL DO NOTHING`,
    [companyId, whose.employeeId, whose.workstationId],
  );
}

/** A workstation writes to the main repository from now on; what it wrote before stays where it is. False: it did. */
export async function endInterim(
  db: EntityManager,
  companyId: string,
  workstationId: string,
): Promise<boolean> {
  const [, count] = await db.query<[unknown, number]>(
    `UPDATE storage_repositories SET ended_on = (now() AT TIME ZONE 'UTC')::date
     WHERE company_id = $1 AND workstation_id = $2 AND ended_on IS NULL`,
    [companyId, workstationId],
  );
  return count > 0;
}
