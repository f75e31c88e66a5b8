import type { EntityManager } from 'typeorm';
import type { Person } from './person.js';

export interface TotpRow {
  readonly sealedSecret: Buffer;
  readonly addedAt: Date;
}

/** In the place of the former one. */
export const putTotp = async (
  db: EntityManager,
  { companyId, personId }: Person,
  totp: { readonly sealedSecret: Buffer; readonly lastStep: number },
): Promise<void> => {
  await db.query(
    `INSERT INTO factors_totps (company_id, person_id, sealed_secret, last_step) VALUES ($1, $2, $3, $4)
     ON CONFLICT (company_id, person_id) DO UPDATE
       SET sealed_secret = excluded.sealed_secret, last_step = excluded.last_step, added_at = now()`,
    [companyId, personId, totp.sealedSecret, totp.lastStep],
  );
};

export const totpOf = async (
  db: EntityManager,
  { companyId, personId }: Person,
): Promise<TotpRow | undefined> => {
  const rows: TotpRow[] = await db.query(
    `SELECT sealed_secret AS "sealedSecret", added_at AS "addedAt"
     FROM factors_totps WHERE company_id = $1 AND person_id = $2`,
    [companyId, personId],
  );
  return rows[0];
};

/** Takes a time step: false when it, or a later one, was taken before. */
export const takeTotpStep = async (
  db: EntityManager,
  { companyId, personId }: Person,
  step: number,
): Promise<boolean> => {
  const [, count]: [unknown, number] = await db.query(
    'UPDATE factors_totps SET last_step = $3 WHERE company_id = $1 AND person_id = $2 AND last_step < $3',
    [companyId, personId, step],
  );
  return count === 1;
};

export const deleteTotp = async (db: EntityManager, { companyId, personId }: Person): Promise<boolean> => {
  const [, count]: [unknown, number] = await db.query(
    'DELETE FROM factors_totps WHERE company_id = $1 AND person_id = $2',
    [companyId, personId],
  );
  return count === 1;
};
