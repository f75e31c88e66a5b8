import { type Queries, rowsOf } from './entry-rows.js';

export const insertOperatorSession = async (
  db: Queries,
  hash: Buffer,
  operatorId: string,
  limits: { readonly seconds: number; readonly idleSeconds: number },
): Promise<void> => {
  await db.query(
    `INSERT INTO entry.operator_sessions (token_hash, operator_id, expires_at, idle_expires_at)
     VALUES ($1, $2, now() + make_interval(secs => $3), now() + make_interval(secs => $4))`,
    [hash, operatorId, limits.seconds, limits.idleSeconds],
  );
};

/** The session's operator, if neither limit has passed. `stale`: its idle limit is worth moving. */
export const liveOperatorSession = async (
  db: Queries,
  hash: Buffer,
  idleSeconds: number,
): Promise<{ operatorId: string; stale: boolean } | undefined> => {
  const rows: { operatorId: string; stale: boolean }[] = await db.query(
    `SELECT operator_id AS "operatorId", idle_expires_at < now() + make_interval(secs => $2 - 60) AS stale
     FROM entry.operator_sessions WHERE token_hash = $1 AND expires_at > now() AND idle_expires_at > now()`,
    [hash, idleSeconds],
  );
  return rows[0];
};

export const touchOperatorSession = async (db: Queries, hash: Buffer, idleSeconds: number): Promise<void> => {
  await db.query(
    'UPDATE entry.operator_sessions SET idle_expires_at = now() + make_interval(secs => $2) WHERE token_hash = $1',
    [hash, idleSeconds],
  );
};

export const deleteOperatorSession = async (db: Queries, hash: Buffer): Promise<void> => {
  await db.query('DELETE FROM entry.operator_sessions WHERE token_hash = $1', [hash]);
};

export const deleteOperatorSessions = async (db: Queries, operatorId: string): Promise<void> => {
  await db.query('DELETE FROM entry.operator_sessions WHERE operator_id = $1', [operatorId]);
};

export const insertOperatorToken = async (
  db: Queries,
  hash: Buffer,
  madeBy: string | null,
  seconds: number,
): Promise<Date> => {
  const rows: { expires_at: Date }[] = await db.query(
    `INSERT INTO entry.operator_tokens (token_hash, made_by, expires_at)
     VALUES ($1, $2, now() + make_interval(secs => $3)) RETURNING expires_at`,
    [hash, madeBy, seconds],
  );
  return rows[0]?.expires_at ?? new Date(0);
};

export const deleteOperatorTokensOfStart = async (db: Queries): Promise<void> => {
  await db.query('DELETE FROM entry.operator_tokens WHERE made_by IS NULL');
};

export const operatorTokenLives = async (db: Queries, hash: Buffer): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    'SELECT FROM entry.operator_tokens WHERE token_hash = $1 AND expires_at > now()',
    [hash],
  );
  return rows.length > 0;
};

/** Takes the token: true for exactly one of any number of callers, and only if their transaction commits. */
export const consumeOperatorToken = async (db: Queries, hash: Buffer): Promise<boolean> =>
  rowsOf(
    await db.query(
      'DELETE FROM entry.operator_tokens WHERE token_hash = $1 AND expires_at > now() RETURNING token_hash',
      [hash],
    ),
  ).length === 1;

export const deleteExpiredOfOperators = async (db: Queries): Promise<void> => {
  await db.query('DELETE FROM entry.operator_sessions WHERE expires_at < now() OR idle_expires_at < now()');
  await db.query('DELETE FROM entry.operator_tokens WHERE expires_at < now()');
};
