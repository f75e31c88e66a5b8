import type { EntityManager } from 'typeorm';
import type { Prepared } from '../database/index.js';

export interface FleetAgent {
  readonly id: string;
  readonly workstationId: string;
  readonly employeeId: string;
  readonly employeeActive: boolean;
  readonly revoked: boolean;
}

export const insertAgent = async (
  db: EntityManager,
  companyId: string,
  agent: { id: string; workstationId: string; version: string },
): Promise<void> => {
  await db.query(
    'INSERT INTO fleet_agents (company_id, id, workstation_id, version) VALUES ($1, $2, $3, $4)',
    [companyId, agent.id, agent.workstationId, agent.version],
  );
};

export const agentById = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<FleetAgent | undefined> => {
  const rows: FleetAgent[] = await db.query(
    `SELECT a.id, a.workstation_id AS "workstationId", w.employee_id AS "employeeId",
       e.active AS "employeeActive", a.revoked_at IS NOT NULL AS revoked
     FROM fleet_agents a
     JOIN fleet_workstations w ON w.company_id = a.company_id AND w.id = a.workstation_id
     JOIN people_employees e ON e.company_id = w.company_id AND e.id = w.employee_id
     WHERE a.company_id = $1 AND a.id = $2`,
    [companyId, id],
  );
  return rows[0];
};

/** The same as `agentById`, of several agents of a company that no transaction has entered yet. */
export const AGENTS_STANDING: Prepared = {
  name: 'agents-standing',
  text: `SELECT id, workstation_id AS "workstationId", employee_id AS "employeeId",
    employee_active AS "employeeActive", revoked FROM fleet_agents_standing($1, $2)`,
};

/** Why an agent is one no longer. */
export type RevokedBecause = 'by-hand' | 'given-up' | 'token-reused';

/** Answers whether it was one until now. */
export const revokeAgent = async (
  db: EntityManager,
  companyId: string,
  id: string,
  because: RevokedBecause,
): Promise<boolean> => {
  const rows: unknown[] = await db.query(
    `WITH revoked AS (
       UPDATE fleet_agents SET revoked_at = now(), revoked_because = $3
       WHERE company_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING id
     ) SELECT id FROM revoked`,
    [companyId, id, because],
  );
  return rows.length === 1;
};
