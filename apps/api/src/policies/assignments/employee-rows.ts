import type { EntityManager } from 'typeorm';

/** Whether the company has this person. Read from people, whose door would close a circle. */
export async function isEmployee(db: EntityManager, companyId: string, id: string): Promise<boolean> {
  const rows: unknown[] = await db.query('SELECT FROM people_employees WHERE company_id = $1 AND id = $2', [
    companyId,
    id,
  ]);
  return rows.length > 0;
}
