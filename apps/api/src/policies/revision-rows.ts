import type { EntityManager } from 'typeorm';
import { DomainError } from '../problems/index.js';

/**
 * How often the company's policies and assignments were changed since its first day. Whoever changes them begins with this
 * and ends with `advanceRevision`: two who do it at once go one after the other.
 */
export async function lockedRevision(db: EntityManager, companyId: string): Promise<number> {
  const [row] = await db.query<{ revision: string }[]>(
    `INSERT INTO policy_revisions AS r (company_id, revision) VALUES ($1, 0)
     ON CONFLICT (company_id) DO UPDATE SET revision = r.revision RETURNING revision`,
    [companyId],
  );
  return Number(row?.revision);
}

/** Counts one change more. */
export async function advanceRevision(db: EntityManager, companyId: string): Promise<void> {
  await db.query('UPDATE policy_revisions SET revision = revision + 1 WHERE company_id = $1', [companyId]);
}

/** The same without a lock, for who only reads. */
export async function revisionOf(db: EntityManager, companyId: string): Promise<number> {
  const [row] = await db.query<{ revision: string }[]>(
    'SELECT revision FROM policy_revisions WHERE company_id = $1',
    [companyId],
  );
  return Number(row?.revision ?? 0);
}

/** @throws DomainError `version-conflict` when somebody changed policies or assignments since `basedOn` */
export async function requireRevision(db: EntityManager, companyId: string, basedOn: number): Promise<void> {
  const revision = await lockedRevision(db, companyId);
  if (revision === basedOn) return;
  throw new DomainError(
    'version-conflict',
    `Revision ${String(revision)} is in force, not ${String(basedOn)}: somebody changed policies or assignments in ` +
      'between. Nothing was changed. Load them again and make the change on top of what is there.',
  );
}
