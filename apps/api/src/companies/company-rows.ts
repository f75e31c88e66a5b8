import type { EntityManager } from 'typeorm';

export interface Company {
  readonly id: string;
  readonly name: string;
}

export const insertCompany = async (db: EntityManager, company: Company): Promise<void> => {
  await db.query('INSERT INTO companies (company_id, name) VALUES ($1, $2)', [company.id, company.name]);
};

export const companyById = async (db: EntityManager, companyId: string): Promise<Company | undefined> => {
  const rows: { company_id: string; name: string }[] = await db.query(
    'SELECT company_id, name FROM companies WHERE company_id = $1',
    [companyId],
  );
  return rows[0] && { id: rows[0].company_id, name: rows[0].name };
};
