import type { EntityManager } from 'typeorm';

export interface CompanyKeyRow {
  readonly number: number;
  readonly publicKey: Buffer;
  readonly registeredAt: Date;
  readonly registeredBy: string | null;
}

const COLUMNS = `number, public_key AS "publicKey", registered_at AS "registeredAt", registered_by AS "registeredBy"`;

/** Newest first, 50 at most: the first one is in force. */
export const companyKeys = (db: EntityManager, companyId: string): Promise<CompanyKeyRow[]> =>
  db.query(`SELECT ${COLUMNS} FROM keys_company WHERE company_id = $1 ORDER BY number DESC LIMIT 50`, [
    companyId,
  ]);

export const newestCompanyKey = async (
  db: EntityManager,
  companyId: string,
): Promise<CompanyKeyRow | undefined> => {
  const rows: CompanyKeyRow[] = await db.query(
    `SELECT ${COLUMNS} FROM keys_company WHERE company_id = $1 ORDER BY number DESC LIMIT 1`,
    [companyId],
  );
  return rows[0];
};

/** False when somebody registered one under this number meanwhile. */
export const insertCompanyKey = async (
  db: EntityManager,
  companyId: string,
  key: { readonly number: number; readonly publicKey: Buffer; readonly by: string },
): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    `INSERT INTO keys_company (company_id, number, public_key, registered_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING number`,
    [companyId, key.number, key.publicKey, key.by],
  );
  return rows.length === 1;
};
