import type { EntityManager } from 'typeorm';

/** How a session came about. The three fields of single sign-on are there for single logout. */
export interface SessionOrigin {
  readonly method: 'break-glass' | 'sso';
  /** Family of browser and system, at most 80 characters. */
  readonly browser: string;
  readonly connectionId?: string | undefined;
  readonly nameId?: string | undefined;
  readonly sessionIndex?: string | undefined;
}

export interface OpenSessionRow extends SessionOrigin {
  readonly id: string;
  readonly employeeId: string;
}

export const insertOpenSession = async (
  db: EntityManager,
  companyId: string,
  row: OpenSessionRow,
): Promise<void> => {
  const { id, employeeId, method, browser, connectionId, nameId, sessionIndex } = row;
  await db.query(
    `INSERT INTO sessions_open
       (company_id, id, employee_id, method, browser, connection_id, name_id, session_index)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [companyId, id, employeeId, method, browser, connectionId ?? null, nameId ?? null, sessionIndex ?? null],
  );
};

const COLUMNS = `id, employee_id AS "employeeId", method, browser, opened_at AS "openedAt",
  connection_id AS "connectionId", name_id AS "nameId", session_index AS "sessionIndex"`;

export const openSessionById = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<(OpenSessionRow & { openedAt: Date }) | undefined> => {
  const rows: (OpenSessionRow & { openedAt: Date })[] = await db.query(
    `SELECT ${COLUMNS} FROM sessions_open WHERE company_id = $1 AND id = $2`,
    [companyId, id],
  );
  return rows[0];
};

/** Newest first. */
export const openSessionsOf = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<(OpenSessionRow & { openedAt: Date })[]> =>
  db.query(
    `SELECT ${COLUMNS} FROM sessions_open WHERE company_id = $1 AND employee_id = $2 ORDER BY opened_at DESC, id`,
    [companyId, employeeId],
  );

/** Sessions that one person of an identity provider has open through a connection; of one index only, if given. */
export const openSessionsByNameId = async (
  db: EntityManager,
  companyId: string,
  at: { connectionId: string; nameId: string; sessionIndex: string | undefined },
): Promise<{ id: string; employeeId: string }[]> =>
  db.query(
    `SELECT id, employee_id AS "employeeId" FROM sessions_open
     WHERE company_id = $1 AND connection_id = $2 AND name_id = $3
       AND ($4::text IS NULL OR session_index = $4)`,
    [companyId, at.connectionId, at.nameId, at.sessionIndex ?? null],
  );

/** All sessions that a connection opened. */
export const openSessionsOfConnection = async (
  db: EntityManager,
  companyId: string,
  connectionId: string,
): Promise<string[]> => {
  const rows: { id: string }[] = await db.query(
    'SELECT id FROM sessions_open WHERE company_id = $1 AND connection_id = $2',
    [companyId, connectionId],
  );
  return rows.map((row) => row.id);
};

export const deleteOpenSessions = async (
  db: EntityManager,
  companyId: string,
  ids: readonly string[],
): Promise<void> => {
  await db.query('DELETE FROM sessions_open WHERE company_id = $1 AND id = ANY($2::uuid[])', [
    companyId,
    ids,
  ]);
};
