import type { ApiScope } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

export interface TokenRow {
  readonly id: string;
  readonly label: string;
  readonly scopes: readonly ApiScope[];
  readonly madeBy: string;
  readonly madeAt: Date;
  readonly expiresAt: Date;
  readonly usedOn: string | null;
}

const COLUMNS = `id, label, scopes, made_by AS "madeBy", made_at AS "madeAt", expires_at AS "expiresAt",
  to_char(used_on, 'YYYY-MM-DD') AS "usedOn"`;

/** Tokens that nobody revoked, the newest first. */
export const tokenRows = (db: EntityManager, companyId: string): Promise<TokenRow[]> =>
  db.query(
    `SELECT ${COLUMNS} FROM api_tokens WHERE company_id = $1 AND revoked_at IS NULL ORDER BY made_at DESC, id`,
    [companyId],
  );

/** One that is good now. */
export const liveToken = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<TokenRow | undefined> => {
  const rows: TokenRow[] = await db.query(
    `SELECT ${COLUMNS} FROM api_tokens
     WHERE company_id = $1 AND id = $2 AND revoked_at IS NULL AND expires_at > now()`,
    [companyId, id],
  );
  return rows[0];
};

export const insertToken = async (
  db: EntityManager,
  companyId: string,
  token: Pick<TokenRow, 'id' | 'label' | 'scopes' | 'madeBy'> & { readonly days: number },
): Promise<TokenRow> => {
  const rows: TokenRow[] = await db.query(
    `INSERT INTO api_tokens (company_id, id, label, scopes, made_by, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) RETURNING ${COLUMNS}`,
    [companyId, token.id, token.label, token.scopes, token.madeBy, token.days],
  );
  return rows[0] as TokenRow;
};

/** True: it was there, and not revoked yet. */
export const revokeToken = async (db: EntityManager, companyId: string, id: string): Promise<boolean> => {
  const [, count]: [unknown, number] = await db.query(
    'UPDATE api_tokens SET revoked_at = now() WHERE company_id = $1 AND id = $2 AND revoked_at IS NULL',
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
    `UPDATE api_tokens SET used_on = $3::date
     WHERE company_id = $1 AND id = $2 AND used_on IS DISTINCT FROM $3::date`,
    [companyId, id, on],
  );
};
