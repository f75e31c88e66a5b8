import type { EntityManager } from 'typeorm';

/** The one repository of an employee, made at the first call; concurrent calls get the same one. */
export async function ensureRepository(
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<{ id: string }> {
  await db.query(
    `INSERT INTO storage_repositories (company_id, id, employee_id) VALUES ($1, gen_random_uuid(), $2)
     ON CONFLICT (company_id, employee_id) DO NOTHING`,
    [companyId, employeeId],
  );
  const [row] = await db.query<{ id: string }[]>(
    'SELECT id FROM storage_repositories WHERE company_id = $1 AND employee_id = $2',
    [companyId, employeeId],
  );
  if (!row) throw new Error('the repository was not made');
  return row;
}

/** Whether this repository is that employee's. */
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

/** Whether an employee has one already. */
export async function hasRepository(
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<boolean> {
  const rows = await db.query<unknown[]>(
    'SELECT 1 FROM storage_repositories WHERE company_id = $1 AND employee_id = $2 LIMIT 1',
    [companyId, employeeId],
  );
  return rows.length === 1;
}
