import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

const OF_THEIR_WORKSTATION = `workstation_id IN (
  SELECT id FROM fleet_workstations WHERE company_id = $1 AND employee_id = $2)`;

/** Workstations, agents, and phones. After what other rooms keep of a phone. */
export const eraseFleetOf = (db: EntityManager, person: ErasedPerson): Promise<RowsErased> =>
  eraseRows(db, person, {
    fleet_commands: OF_THEIR_WORKSTATION,
    fleet_enrolments: 'employee_id = $2',
    fleet_agents: OF_THEIR_WORKSTATION,
    fleet_phones: 'employee_id = $2',
    fleet_workstations: 'employee_id = $2',
  });

/** Ids of a person's agents, revoked ones too: their credentials are found by them. */
export const agentIdsOf = async (
  db: EntityManager,
  companyId: string,
  employeeId: string,
): Promise<string[]> => {
  const rows = await db.query<{ id: string }[]>(
    `SELECT a.id FROM fleet_agents a
     JOIN fleet_workstations w ON w.company_id = a.company_id AND w.id = a.workstation_id
     WHERE a.company_id = $1 AND w.employee_id = $2`,
    [companyId, employeeId],
  );
  return rows.map(({ id }) => id);
};
