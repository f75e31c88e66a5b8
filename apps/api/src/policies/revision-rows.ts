import type { EntityManager } from 'typeorm';

/**
 * Counts one change of the company's policies or assignments, and answers the number that it brings about. Whoever changes
 * them begins with this: two who do it at once go one after the other.
 */
export async function advanceRevision(db: EntityManager, companyId: string): Promise<number> {
  const [row] = await db.query<{ revision: string }[]>(
    `INSERT INTO policy_revisions AS r (company_id, revision) VALUES ($1, 1)
     ON CONFLICT (company_id) DO UPDATE SET revision = r.revision + 1 RETURNING revision`,
    [companyId],
  );
  return Number(row?.revision);
}

/** How often the company's policies and assignments were changed since its first day. */
export async function revisionOf(db: EntityManager, companyId: string): Promise<number> {
  const [row] = await db.query<{ revision: string }[]>(
    'SELECT revision FROM policy_revisions WHERE company_id = $1',
    [companyId],
  );
  return Number(row?.revision ?? 0);
}
