import type { JoinState } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';

/** How long a request waits. */
export const WAITS_DAYS = 7;
/** So many wrong codes refuse a request. */
export const MOST_WRONG = 5;

export interface JoinRequestRow {
  readonly id: string;
  readonly employeeId: string;
  readonly workstationId: string;
  readonly label: string;
  readonly os: string;
  readonly publicKey: Buffer;
  readonly tag: Buffer;
  readonly askedOn: string;
  readonly endsOn: string;
  /** One that nobody answered in time reads `ended`. */
  readonly state: JoinState;
  readonly wrongCodes: number;
  readonly welcome: Buffer | null;
}

const dateOf = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;
const SELECT = `
  SELECT r.id, r.employee_id AS "employeeId", r.workstation_id AS "workstationId", w.label, w.os,
    r.public_key AS "publicKey", r.tag, ${dateOf('r.asked_at')} AS "askedOn", ${dateOf('r.ends_at')} AS "endsOn",
    CASE WHEN r.state = 'waiting' AND r.ends_at <= now() THEN 'ended' ELSE r.state END AS state,
    r.wrong_codes AS "wrongCodes", r.welcome
  FROM joining_requests r
  JOIN fleet_workstations w ON w.company_id = r.company_id AND w.id = r.workstation_id`;

export const requestById = async (
  db: EntityManager,
  companyId: string,
  id: string,
  lock: '' | 'FOR UPDATE OF r' = '',
): Promise<JoinRequestRow | undefined> => {
  const rows: JoinRequestRow[] = await db.query(`${SELECT} WHERE r.company_id = $1 AND r.id = $2 ${lock}`, [
    companyId,
    id,
  ]);
  return rows[0];
};

/** That wait for an answer, of workstations that are still let in, oldest first. */
export const waitingRequests = (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<JoinRequestRow[]> =>
  db.query(
    `${SELECT} WHERE r.company_id = $1 AND r.employee_id = $2 AND r.state = 'waiting' AND r.ends_at > now()
       AND EXISTS (SELECT FROM fleet_agents a
         WHERE a.company_id = r.company_id AND a.workstation_id = r.workstation_id AND a.revoked_at IS NULL)
     ORDER BY r.asked_at, r.id`,
    [companyId, employeeId],
  );

/** The key of the workstation's request before, whatever became of it. */
export const keyAskedBefore = async (
  db: EntityManager,
  companyId: string,
  workstationId: string,
): Promise<Buffer | undefined> => {
  const rows: { key: Buffer }[] = await db.query(
    `SELECT public_key AS key FROM joining_requests WHERE company_id = $1 AND workstation_id = $2
     ORDER BY asked_at DESC, id LIMIT 1`,
    [companyId, workstationId],
  );
  return rows[0]?.key;
};

/** What a workstation asked before waits no longer. False: nothing did. */
export const endRequestsOf = async (
  db: EntityManager,
  companyId: string,
  workstationId: string,
  state: 'ended' | 'joined',
): Promise<boolean> => {
  const [, count] = await db.query<[unknown, number]>(
    `UPDATE joining_requests SET state = $3
     WHERE company_id = $1 AND workstation_id = $2 AND state IN ('waiting', 'approved')`,
    [companyId, workstationId, state],
  );
  return count > 0;
};

export const insertRequest = async (
  db: EntityManager,
  companyId: string,
  request: Pick<JoinRequestRow, 'id' | 'employeeId' | 'workstationId' | 'publicKey' | 'tag'>,
): Promise<boolean> => {
  const { id, employeeId, workstationId, publicKey, tag } = request;
  const rows: unknown[] = await db.query(
    `INSERT INTO joining_requests (company_id, id, employee_id, workstation_id, public_key, tag, ends_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => ${String(WAITS_DAYS)}))
     ON CONFLICT (company_id, id) DO NOTHING RETURNING id`,
    [companyId, id, employeeId, workstationId, publicKey, tag],
  );
  return rows.length === 1;
};

export const answerRequest = async (
  db: EntityManager,
  companyId: string,
  id: string,
  answer: { readonly state: 'approved' | 'refused'; readonly welcome: Buffer | null },
): Promise<void> => {
  await db.query('UPDATE joining_requests SET state = $3, welcome = $4 WHERE company_id = $1 AND id = $2', [
    companyId,
    id,
    answer.state,
    answer.welcome,
  ]);
};

export const countWrongCode = async (db: EntityManager, companyId: string, id: string): Promise<void> => {
  await db.query(
    'UPDATE joining_requests SET wrong_codes = wrong_codes + 1 WHERE company_id = $1 AND id = $2',
    [companyId, id],
  );
};
