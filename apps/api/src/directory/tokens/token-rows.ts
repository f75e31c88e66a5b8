import type { EntityManager } from 'typeorm';

export interface TokenRow {
  readonly id: string;
  readonly label: string;
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly usedOn: string | null;
}

const COLUMNS = `id, label, made_at AS "madeAt", expires_at AS "expiresAt", to_char(used_on, 'YYYY-MM-DD') AS "usedOn"`;

/** Tokens that nobody revoked, the newest first. */
export const tokenRows = (db: EntityManager, companyId: string): Promise<TokenRow[]> =>
  db.query(
    `SELECT ${COLUMNS} FROM directory_tokens WHERE company_id = $1 AND revoked_at IS NULL ORDER BY made_at DESC, id`,
    [companyId],
  );

export const insertToken = async (
  db: EntityManager,
  companyId: string,
  { id, label, days }: { readonly id: string; readonly label: string; readonly days: number },
): Promise<TokenRow> => {
  const rows: TokenRow[] = await db.query(
    `INSERT INTO directory_tokens (company_id, id, label, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(days => $4)) RETURNING ${COLUMNS}`,
    [companyId, id, label, days],
  );
  return rows[0] as TokenRow;
};

/** True: it was there, and not revoked yet. */
export const revokeToken = async (db: EntityManager, companyId: string, id: string): Promise<boolean> => {
  const [, count]: [unknown, number] = await db.query(
    'UPDATE directory_tokens SET revoked_at = now() WHERE company_id = $1 AND id = $2 AND revoked_at IS NULL',
    [companyId, id],
  );
  return count === 1;
};

/** Once a day at most. */
export const markUsed = async (
  db: EntityManager,
  companyId: string,
  id: string,
  on: string,
): Promise<void> => {
  await db.query(
    `UPDATE directory_tokens SET used_on = $3::date
     WHERE company_id = $1 AND id = $2 AND used_on IS DISTINCT FROM $3::date`,
    [companyId, id, on],
  );
};

/** The last day on which any token was used, revoked ones too. */
export const lastUse = async (db: EntityManager, companyId: string): Promise<string | null> => {
  const rows: { on: string | null }[] = await db.query(
    `SELECT to_char(max(used_on), 'YYYY-MM-DD') AS on FROM directory_tokens WHERE company_id = $1`,
    [companyId],
  );
  return rows[0]?.on ?? null;
};
