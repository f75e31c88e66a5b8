import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { SignInResult } from './sign-in-result.js';

/** Keeps a verified sign-in until its browser comes, a minute at most. */
export const insertResult = async (
  db: EntityManager,
  companyId: string,
  row: { readonly id: string; readonly connectionId: string; readonly result: SignInResult },
  seconds: number,
): Promise<void> => {
  await db.query(
    `INSERT INTO sso_results (company_id, id, connection_id, result, expires_at)
     VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5))`,
    [companyId, row.id, row.connectionId, JSON.stringify(row.result), seconds],
  );
};

export const takeResult = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<{ connectionId: string; result: SignInResult } | undefined> => {
  const [rows]: [{ connectionId: string; result: SignInResult }[], number] = await db.query(
    `DELETE FROM sso_results WHERE company_id = $1 AND id = $2 AND expires_at > now()
     RETURNING connection_id AS "connectionId", result`,
    [companyId, id],
  );
  return rows[0];
};

/** True for the first of any number of transactions that bring a message's id. */
export const rememberMessage = async (
  db: EntityManager,
  companyId: string,
  message: { readonly connectionId: string; readonly id: string; readonly until: Date },
): Promise<boolean> => {
  const hash = createHash('sha256').update(message.id).digest();
  const rows: unknown[] = await db.query(
    `INSERT INTO sso_messages (company_id, connection_id, message_hash, expires_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING company_id`,
    [companyId, message.connectionId, hash, message.until],
  );
  return rows.length === 1;
};

export const deleteExpiredResults = async (db: EntityManager, companyId: string): Promise<void> => {
  await db.query('DELETE FROM sso_results WHERE company_id = $1 AND expires_at < now()', [companyId]);
  await db.query('DELETE FROM sso_messages WHERE company_id = $1 AND expires_at < now()', [companyId]);
};
