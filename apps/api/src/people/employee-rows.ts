import type { Role } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

export interface Employee {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly department: string | null;
  readonly role: Role;
  readonly active: boolean;
  /** Who gives the role: whoever works here, or a group of the directory at each sign-in. */
  readonly roleSource: 'holdfast' | 'directory';
}

/** Since when somebody has left. */
export const leftAt = async (db: EntityManager, companyId: string, id: string): Promise<Date | undefined> => {
  const rows: { left_at: Date | null }[] = await db.query(
    'SELECT left_at FROM people_employees WHERE company_id = $1 AND id = $2',
    [companyId, id],
  );
  return rows[0]?.left_at ?? undefined;
};

const COLUMNS = 'id, name, email, department, role, active, role_source AS "roleSource"';

export const employeeById = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<Employee | undefined> => {
  const rows: Employee[] = await db.query(
    `SELECT ${COLUMNS} FROM people_employees WHERE company_id = $1 AND id = $2`,
    [companyId, id],
  );
  return rows[0];
};

/** The same, and nobody else changes them before this transaction ends. Rows that point to them are still added. */
export const lockedEmployee = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<Employee | undefined> => {
  const rows: Employee[] = await db.query(
    `SELECT ${COLUMNS} FROM people_employees WHERE company_id = $1 AND id = $2 FOR NO KEY UPDATE`,
    [companyId, id],
  );
  return rows[0];
};

export const employeeByEmail = async (
  db: EntityManager,
  companyId: string,
  email: string,
): Promise<Employee | undefined> => {
  const rows: Employee[] = await db.query(
    `SELECT ${COLUMNS} FROM people_employees WHERE company_id = $1 AND email = lower($2)`,
    [companyId, email],
  );
  return rows[0];
};

export const employeeNames = async (
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
): Promise<Map<string, string>> => {
  const rows: { id: string; name: string }[] = await db.query(
    'SELECT id, name FROM people_employees WHERE company_id = $1 AND id = ANY($2::uuid[])',
    [companyId, [...new Set(ids)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
};

export const employeeSince = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<Date | undefined> => {
  const rows: { created_at: Date }[] = await db.query(
    'SELECT created_at FROM people_employees WHERE company_id = $1 AND id = $2',
    [companyId, id],
  );
  return rows[0]?.created_at;
};

/** False when the company has this e-mail address already. */
export const insertEmployee = async (
  db: EntityManager,
  companyId: string,
  employee: Employee,
): Promise<boolean> => {
  const { id, name, email, department, role, active, roleSource } = employee;
  const rows: unknown[] = await db.query(
    `INSERT INTO people_employees (company_id, id, name, email, department, role, active, role_source, left_at)
     VALUES ($1, $2, $3, lower($4), $5, $6, $7, $8, CASE WHEN $7 THEN NULL ELSE now() END)
     ON CONFLICT (company_id, email) DO NOTHING RETURNING id`,
    [companyId, id, name, email, department, role, active, roleSource],
  );
  return rows.length === 1;
};

/** Keeps what of an employee can change; false when the company has the new e-mail address already. */
export const updateEmployee = async (
  db: EntityManager,
  companyId: string,
  employee: Employee,
): Promise<boolean> => {
  const { id, name, email, department, role, active, roleSource } = employee;
  const [, count]: [unknown, number] = await db.query(
    `UPDATE people_employees e
     SET name = $3, email = lower($4), department = $5, role = $6, active = $7, role_source = $8,
       left_at = CASE WHEN $7 THEN NULL ELSE coalesce(left_at, now()) END
     WHERE company_id = $1 AND id = $2 AND NOT EXISTS (
       SELECT FROM people_employees o WHERE o.company_id = $1 AND o.email = lower($4) AND o.id <> $2)`,
    [companyId, id, name, email, department, role, active, roleSource],
  );
  return count === 1;
};

/** Whether the company's directory says who somebody is. */
export const isManaged = async (db: EntityManager, companyId: string, id: string): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    'SELECT FROM directory_people WHERE company_id = $1 AND employee_id = $2 AND deleted_at IS NULL',
    [companyId, id],
  );
  return rows.length > 0;
};

/** Ids of the active owners, locked until the transaction ends, in one order so that nobody waits in a circle. */
export const lockActiveOwners = async (db: EntityManager, companyId: string): Promise<string[]> => {
  const rows: { id: string }[] = await db.query(
    `SELECT id FROM people_employees WHERE company_id = $1 AND role = 'owner' AND active ORDER BY id FOR NO KEY UPDATE`,
    [companyId],
  );
  return rows.map(({ id }) => id);
};

/** Active employees after a position, by id: for whoever goes through all of them in batches. */
export const activeEmployeesAfter = async (
  db: EntityManager,
  companyId: string,
  afterId: string | undefined,
  limit: number,
): Promise<Employee[]> =>
  db.query(
    `SELECT ${COLUMNS} FROM people_employees
     WHERE company_id = $1 AND active AND ($2::uuid IS NULL OR id > $2::uuid) ORDER BY id LIMIT $3`,
    [companyId, afterId ?? null, limit],
  );
