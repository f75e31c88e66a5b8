import type { EntityManager } from 'typeorm';

export const setPasswordHash = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
  argon2id: string,
): Promise<void> => {
  await db.query(
    `INSERT INTO sessions_passwords (company_id, employee_id, argon2id) VALUES ($1, $2, $3)
     ON CONFLICT (company_id, employee_id) DO UPDATE SET argon2id = excluded.argon2id, set_at = now()`,
    [companyId, employeeId, argon2id],
  );
};

export const passwordHash = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<string | undefined> => {
  const rows: { argon2id: string }[] = await db.query(
    'SELECT argon2id FROM sessions_passwords WHERE company_id = $1 AND employee_id = $2',
    [companyId, employeeId],
  );
  return rows[0]?.argon2id;
};
