import type { EntityManager } from 'typeorm';
import type { Person } from './person.js';

export interface PasswordRow {
  readonly argon2id: string;
  readonly setAt: Date;
}

export const setPasswordHash = async (
  db: EntityManager,
  { companyId, personId }: Person,
  argon2id: string,
): Promise<void> => {
  await db.query(
    `INSERT INTO factors_passwords (company_id, person_id, argon2id) VALUES ($1, $2, $3)
     ON CONFLICT (company_id, person_id) DO UPDATE SET argon2id = excluded.argon2id, set_at = now()`,
    [companyId, personId, argon2id],
  );
};

export const passwordOf = async (
  db: EntityManager,
  { companyId, personId }: Person,
): Promise<PasswordRow | undefined> => {
  const rows: PasswordRow[] = await db.query(
    'SELECT argon2id, set_at AS "setAt" FROM factors_passwords WHERE company_id = $1 AND person_id = $2',
    [companyId, personId],
  );
  return rows[0];
};

/**
 * Lets changes of one person's factors come one after the other: two removals at once would else both leave one.
 * False for who has no password, and so no account.
 */
export const lockAccount = async (db: EntityManager, { companyId, personId }: Person): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    'SELECT FROM factors_passwords WHERE company_id = $1 AND person_id = $2 FOR UPDATE',
    [companyId, personId],
  );
  return rows.length === 1;
};
