import type { Platform } from '@holdfast/contracts';
import type { EntityManager } from 'typeorm';
import type { AgentCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';

/**
 * Refuses an agent any phone that is not its own employee's and enrolled on its own workstation; answers its platform.
 * @throws DomainError `not-found`, as for a phone that does not exist
 */
export async function requireEnrolled(
  db: EntityManager,
  caller: AgentCaller,
  phoneId: string,
): Promise<Platform> {
  const [phone] = await db.query<{ platform: Platform }[]>(
    `SELECT p.platform FROM fleet_enrolments e
     JOIN fleet_phones p ON p.company_id = e.company_id AND p.id = e.phone_id
     WHERE e.company_id = $1 AND e.workstation_id = $2 AND e.phone_id = $3 AND p.employee_id = $4`,
    [caller.companyId, caller.workstationId, phoneId, caller.employeeId],
  );
  if (!phone) throw notFound();
  return phone.platform;
}
