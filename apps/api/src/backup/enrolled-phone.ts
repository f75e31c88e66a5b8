import type { EntityManager } from 'typeorm';
import type { AgentCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';

/**
 * Refuses an agent any phone that is not its own employee's and enrolled on its own workstation.
 * @throws DomainError `not-found`, as for a phone that does not exist
 */
export async function requireEnrolled(
  db: EntityManager,
  caller: AgentCaller,
  phoneId: string,
): Promise<void> {
  const rows = await db.query<unknown[]>(
    `SELECT 1 FROM fleet_enrolments e
     JOIN fleet_phones p ON p.company_id = e.company_id AND p.id = e.phone_id
     WHERE e.company_id = $1 AND e.workstation_id = $2 AND e.phone_id = $3 AND p.employee_id = $4`,
    [caller.companyId, caller.workstationId, phoneId, caller.employeeId],
  );
  if (rows.length === 0) throw notFound();
}
