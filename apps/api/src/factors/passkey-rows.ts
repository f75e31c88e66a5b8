import type { EntityManager } from 'typeorm';
import type { Person } from './person.js';

export interface NewPasskey {
  readonly id: string;
  readonly credentialId: Buffer;
  /** COSE key. */
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
}

export interface PasskeyRow extends NewPasskey {
  readonly addedAt: Date;
  readonly usedAt: Date | null;
}

/** False when the company has this credential already. */
export const insertPasskey = async (
  db: EntityManager,
  { companyId, personId }: Person,
  passkey: NewPasskey,
): Promise<boolean> => {
  const { id, credentialId, publicKey, counter, transports, name } = passkey;
  const rows: unknown[] = await db.query(
    `INSERT INTO factors_passkeys
       (company_id, person_id, id, credential_id, public_key, counter, transports, name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (company_id, credential_id) DO NOTHING RETURNING id`,
    [companyId, personId, id, credentialId, publicKey, counter, transports, name],
  );
  return rows.length === 1;
};

export const passkeysOf = async (
  db: EntityManager,
  { companyId, personId }: Person,
): Promise<PasskeyRow[]> => {
  const rows: (PasskeyRow & { counter: string })[] = await db.query(
    `SELECT id, credential_id AS "credentialId", public_key AS "publicKey", counter, transports, name,
       added_at AS "addedAt", used_at AS "usedAt"
     FROM factors_passkeys WHERE company_id = $1 AND person_id = $2 ORDER BY added_at, id`,
    [companyId, personId],
  );
  return rows.map((row) => ({ ...row, counter: Number(row.counter) }));
};

/**
 * Takes a signature's counter: false when it does not go on from the last one (WebAuthn Level 3, 6.1.1). An
 * authenticator that does not count says 0 each time.
 */
export const takePasskeyCounter = async (
  db: EntityManager,
  { companyId, personId }: Person,
  id: string,
  counter: number,
): Promise<boolean> => {
  const [, count]: [unknown, number] = await db.query(
    `UPDATE factors_passkeys SET counter = $4, used_at = now()
     WHERE company_id = $1 AND person_id = $2 AND id = $3 AND (counter < $4 OR (counter = 0 AND $4 = 0))`,
    [companyId, personId, id, counter],
  );
  return count === 1;
};

export const renamePasskey = async (
  db: EntityManager,
  { companyId, personId }: Person,
  id: string,
  name: string,
): Promise<boolean> => {
  const [, count]: [unknown, number] = await db.query(
    'UPDATE factors_passkeys SET name = $4 WHERE company_id = $1 AND person_id = $2 AND id = $3',
    [companyId, personId, id, name],
  );
  return count === 1;
};

export const deletePasskey = async (
  db: EntityManager,
  { companyId, personId }: Person,
  id: string,
): Promise<boolean> => {
  const [, count]: [unknown, number] = await db.query(
    'DELETE FROM factors_passkeys WHERE company_id = $1 AND person_id = $2 AND id = $3',
    [companyId, personId, id],
  );
  return count === 1;
};
