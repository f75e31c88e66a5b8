import type { Role } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

export interface Employee {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly department: string | null;
  readonly role: Role;
  readonly active: boolean;
}

const COLUMNS = 'id, name, email, department, role, active';

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

/** False when the company has this e-mail address already. */
export const insertEmployee = async (
  db: EntityManager,
  companyId: string,
  employee: Employee,
): Promise<boolean> => {
  const { id, name, email, department, role, active } = employee;
  const rows: unknown[] = await db.query(
    `INSERT INTO people_employees (company_id, ${COLUMNS}) VALUES ($1, $2, $3, lower($4), $5, $6, $7)
     ON CONFLICT (company_id, email) DO NOTHING RETURNING id`,
    [companyId, id, name, email, department, role, active],
  );
  return rows.length === 1;
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
