import type { EntityManager } from 'typeorm';
import type { OwnWorkstation } from '@holdfast/contracts';
import { REVOKED_ON } from './workstation-rows.js';

const date = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD')`;

/** A person's workstations, newest first, each with what became of its newest agent. */
export const workstationsOf = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<OwnWorkstation[]> =>
  db.query(
    `SELECT w.id, w.label, w.os, w.key_store AS "keyStore", ${date('w.created_at')} AS "enrolledOn",
       ${date('w.last_seen_at')} AS "lastSeenOn", ${REVOKED_ON} AS "revokedOn",
       (SELECT a.revoked_because FROM fleet_agents a WHERE a.company_id = w.company_id AND a.workstation_id = w.id
         ORDER BY a.created_at DESC LIMIT 1) AS "revokedBecause",
       COALESCE((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'label', p.label) ORDER BY p.created_at, p.id)
         FROM fleet_enrolments n JOIN fleet_phones p ON p.company_id = n.company_id AND p.id = n.phone_id
         WHERE n.company_id = w.company_id AND n.workstation_id = w.id), '[]') AS phones
     FROM fleet_workstations w WHERE w.company_id = $1 AND w.employee_id = $2
     ORDER BY w.created_at DESC, w.id`,
    [companyId, employeeId],
  );

/** Whose a workstation is, and its agents that are let in. */
export const workstationWithAgents = async (
  db: EntityManager,
  companyId: string,
  id: string,
): Promise<{ employeeId: string; agentIds: string[] } | undefined> => {
  const rows: { employeeId: string; agentIds: string[] }[] = await db.query(
    `SELECT w.employee_id AS "employeeId", ARRAY(SELECT a.id FROM fleet_agents a
       WHERE a.company_id = w.company_id AND a.workstation_id = w.id AND a.revoked_at IS NULL) AS "agentIds"
     FROM fleet_workstations w WHERE w.company_id = $1 AND w.id = $2`,
    [companyId, id],
  );
  return rows[0];
};

/** Active employees who have no workstation that is enrolled, by address. */
export const withoutWorkstation = async (
  db: EntityManager,
  companyId: string,
): Promise<{ id: string; email: string }[]> =>
  db.query(
    `SELECT e.id, e.email FROM people_employees e WHERE e.company_id = $1 AND e.active AND NOT EXISTS (
       SELECT FROM fleet_workstations w
       JOIN fleet_agents a ON a.company_id = w.company_id AND a.workstation_id = w.id AND a.revoked_at IS NULL
       WHERE w.company_id = e.company_id AND w.employee_id = e.id)
     ORDER BY e.email, e.id`,
    [companyId],
  );
