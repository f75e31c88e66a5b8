import type { EntityManager } from 'typeorm';
import { searchText } from '../database/search-text.js';

export interface NewWorkstation {
  readonly id: string;
  readonly employeeId: string;
  readonly label: string;
  readonly os: 'linux' | 'macos' | 'windows' | 'other';
  readonly keyStore: 'keychain' | 'file';
}

export const insertWorkstation = async (
  db: EntityManager,
  companyId: string,
  workstation: NewWorkstation,
): Promise<void> => {
  const { id, employeeId, label, os, keyStore } = workstation;
  await db.query(
    `INSERT INTO fleet_workstations (company_id, id, employee_id, label, os, key_store, last_seen_at)
     VALUES ($1, $2, $3, $4, $5, $6, now())`,
    [companyId, id, employeeId, label, os, keyStore],
  );
};

/** A workstation of this employee with this label and system whose agents are all revoked: it is enrolled again. */
export const lockForsakenWorkstation = async (
  db: EntityManager,
  companyId: string,
  { employeeId, label, os }: Pick<NewWorkstation, 'employeeId' | 'label' | 'os'>,
): Promise<string | undefined> => {
  const rows: { id: string }[] = await db.query(
    `SELECT w.id FROM fleet_workstations w
     WHERE w.company_id = $1 AND w.employee_id = $2 AND w.label = $3 AND w.os = $4 AND NOT EXISTS (
       SELECT FROM fleet_agents a
       WHERE a.company_id = w.company_id AND a.workstation_id = w.id AND a.revoked_at IS NULL)
     ORDER BY w.last_seen_at DESC NULLS LAST, w.id LIMIT 1 FOR UPDATE`,
    [companyId, employeeId, label, os],
  );
  return rows[0]?.id;
};

export const takeUpWorkstation = async (
  db: EntityManager,
  companyId: string,
  { id, keyStore }: Pick<NewWorkstation, 'id' | 'keyStore'>,
): Promise<void> => {
  await db.query(
    'UPDATE fleet_workstations SET key_store = $3, last_seen_at = now() WHERE company_id = $1 AND id = $2',
    [companyId, id, keyStore],
  );
};

export interface WorkstationPageRow {
  readonly id: string;
  readonly label: string;
  readonly sortLabel: string;
  readonly os: string;
  readonly agentVersion: string;
  readonly employeeId: string;
  readonly employeeName: string;
  readonly lastSeenOn: string | null;
  readonly phones: number;
  readonly keyStore: 'keychain' | 'file';
  readonly revokedOn: string | null;
}

/** Since when a workstation has no agent that is let in. */
export const REVOKED_ON = `(SELECT CASE WHEN bool_and(a.revoked_at IS NOT NULL)
    THEN to_char(max(a.revoked_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') END
  FROM fleet_agents a WHERE a.company_id = w.company_id AND a.workstation_id = w.id)`;

const FROM = `
  FROM fleet_workstations w
  JOIN people_employees e ON e.company_id = w.company_id AND e.id = w.employee_id
  WHERE w.company_id = $1 AND ($2::text IS NULL OR strpos(lower(w.label), lower($2)) > 0 OR strpos(lower(e.name), lower($2)) > 0)`;

/** One row more than asked for. Dates, not times: when somebody is at the desk is nobody's business. */
export const workstationPage = async (
  db: EntityManager,
  companyId: string,
  page: { q: string | undefined; after: [string, string] | undefined; limit: number },
): Promise<WorkstationPageRow[]> =>
  db.query(
    `SELECT w.id, w.label, lower(w.label) AS "sortLabel", w.os, w.key_store AS "keyStore",
       e.id AS "employeeId", e.name AS "employeeName", to_char(w.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS "lastSeenOn",
       COALESCE((SELECT a.version FROM fleet_agents a WHERE a.company_id = w.company_id
         AND a.workstation_id = w.id ORDER BY a.created_at DESC LIMIT 1), '') AS "agentVersion",
       (SELECT count(*)::int FROM fleet_enrolments n WHERE n.company_id = w.company_id
         AND n.workstation_id = w.id) AS phones, ${REVOKED_ON} AS "revokedOn"
     ${FROM}
       AND ($3::text IS NULL OR (lower(w.label), w.id) > ($3::text, $4::uuid))
     ORDER BY lower(w.label), w.id LIMIT $5`,
    [companyId, searchText(page.q), page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
  );

export const countWorkstations = async (
  db: EntityManager,
  companyId: string,
  q: string | undefined,
): Promise<number> => {
  const rows: { count: number }[] = await db.query(`SELECT count(*)::int AS count ${FROM}`, [
    companyId,
    searchText(q),
  ]);
  return rows[0]?.count ?? 0;
};

export const countWorkstationsOf = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<number> => {
  const rows: { count: number }[] = await db.query(
    'SELECT count(*)::int AS count FROM fleet_workstations WHERE company_id = $1 AND employee_id = $2',
    [companyId, employeeId],
  );
  return rows[0]?.count ?? 0;
};
