import type { EntityManager } from 'typeorm';

export interface RecoveryCodeRow {
  readonly publicKey: Buffer;
  readonly seal: Buffer;
  readonly registeredOn: string;
  readonly provenOn: string | null;
}

/** With a lock the code stays the one that it is until the transaction ends. */
export const codeOf = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
  lock: '' | 'FOR UPDATE' = '',
): Promise<RecoveryCodeRow | undefined> => {
  const rows: RecoveryCodeRow[] = await db.query(
    `SELECT public_key AS "publicKey", seal, to_char(registered_on, 'YYYY-MM-DD') AS "registeredOn",
       to_char(proven_on, 'YYYY-MM-DD') AS "provenOn"
     FROM keys_recovery_codes WHERE company_id = $1 AND employee_id = $2 ${lock}`,
    [companyId, employeeId],
  );
  return rows[0];
};

/** Keeps a code in place of the one that `replaces` names (null: of none). False: that is not what is there. */
export const keepCode = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
  code: { readonly publicKey: Buffer; readonly seal: Buffer; readonly replaces: Buffer | null },
): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    `INSERT INTO keys_recovery_codes AS known (company_id, employee_id, public_key, seal) VALUES ($1, $2, $3, $4)
     ON CONFLICT (company_id, employee_id) DO UPDATE SET public_key = $3, seal = $4,
       registered_on = (now() AT TIME ZONE 'UTC')::date, proven_on = NULL
       WHERE known.public_key = $5
     RETURNING employee_id`,
    [companyId, employeeId, code.publicKey, code.seal, code.replaces],
  );
  return rows.length === 1;
};

export const keepProof = async (db: EntityManager, companyId: string, employeeId: string): Promise<void> => {
  await db.query(
    `UPDATE keys_recovery_codes SET proven_on = (now() AT TIME ZONE 'UTC')::date
     WHERE company_id = $1 AND employee_id = $2`,
    [companyId, employeeId],
  );
};
