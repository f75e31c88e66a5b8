import type { EntityManager } from 'typeorm';

/** What somebody did with something; `target` is an id, a route, or `all`. */
export interface Noted {
  readonly personId: string;
  readonly action: string;
  readonly target: string;
}

/** True once an hour for the same thing: then it has to go on record, in the same transaction. */
export const claimNote = async (db: EntityManager, companyId: string, noted: Noted): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    `INSERT INTO access_noted AS n (company_id, person_id, action, target, noted_at)
     VALUES ($1, $2, $3, $4, now())
     ON CONFLICT (company_id, person_id, action, target) DO UPDATE SET noted_at = EXCLUDED.noted_at
       WHERE n.noted_at <= EXCLUDED.noted_at - interval '1 hour'
     RETURNING true`,
    [companyId, noted.personId, noted.action, noted.target],
  );
  return rows.length === 1;
};

export const deleteOldNotes = async (db: EntityManager, companyId: string): Promise<void> => {
  await db.query(`DELETE FROM access_noted WHERE company_id = $1 AND noted_at <= now() - interval '1 hour'`, [
    companyId,
  ]);
};
