import type { EntityManager } from 'typeorm';

/** What an employee answered instead of enrolling a phone. */
export interface Declaration {
  readonly answer: 'declined' | 'not-for-work';
  /** UTC date. */
  readonly on: string;
}

export const declarationOf = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<Declaration | undefined> => {
  const rows: Declaration[] = await db.query(
    `SELECT answer, to_char(declared_on, 'YYYY-MM-DD') AS on FROM notices_declarations
     WHERE company_id = $1 AND employee_id = $2`,
    [companyId, employeeId],
  );
  return rows[0];
};

export const keepDeclaration = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
  answer: Declaration['answer'],
): Promise<void> => {
  await db.query(
    `INSERT INTO notices_declarations (company_id, employee_id, answer) VALUES ($1, $2, $3)
     ON CONFLICT (company_id, employee_id) DO UPDATE SET answer = excluded.answer, declared_on = excluded.declared_on`,
    [companyId, employeeId, answer],
  );
};

/** False: there was none. */
export const removeDeclaration = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<boolean> => {
  const [, count]: [unknown, number] = await db.query(
    'DELETE FROM notices_declarations WHERE company_id = $1 AND employee_id = $2',
    [companyId, employeeId],
  );
  return count === 1;
};
