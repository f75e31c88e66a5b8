import type { EntityManager } from 'typeorm';

/** Somebody of no company who makes companies. */
export interface Operator {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  /** ISO date. */
  readonly madeOn: string;
}

const COLUMNS = `id, name, active, to_char(made_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "madeOn"`;

/** False when there is an operator with this address. */
export const insertOperator = async (
  db: EntityManager,
  row: { readonly id: string; readonly name: string; readonly emailHash: Buffer },
): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    `INSERT INTO operator.accounts (id, name, email_hash) VALUES ($1, $2, $3)
     ON CONFLICT (email_hash) DO NOTHING RETURNING id`,
    [row.id, row.name, row.emailHash],
  );
  return rows.length === 1;
};

export const operatorById = async (db: EntityManager, id: string): Promise<Operator | undefined> => {
  const rows: Operator[] = await db.query(`SELECT ${COLUMNS} FROM operator.accounts WHERE id = $1`, [id]);
  return rows[0];
};

export const operatorByEmail = async (
  db: EntityManager,
  emailHash: Buffer,
): Promise<Operator | undefined> => {
  const rows: Operator[] = await db.query(`SELECT ${COLUMNS} FROM operator.accounts WHERE email_hash = $1`, [
    emailHash,
  ]);
  return rows[0];
};

/** In the order in which they came; there are a handful. */
export const allOperators = async (db: EntityManager): Promise<Operator[]> =>
  db.query(`SELECT ${COLUMNS} FROM operator.accounts ORDER BY made_at, id LIMIT 500`);

/** Ids of the active ones, locked in one order until the transaction ends. */
export const lockActiveOperators = async (db: EntityManager): Promise<string[]> => {
  const rows: { id: string }[] = await db.query(
    'SELECT id FROM operator.accounts WHERE active ORDER BY id FOR UPDATE',
  );
  return rows.map(({ id }) => id);
};

export const setOperatorActive = async (db: EntityManager, id: string, active: boolean): Promise<void> => {
  await db.query('UPDATE operator.accounts SET active = $2 WHERE id = $1', [id, active]);
};
