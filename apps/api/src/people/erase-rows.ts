import type { EntityManager } from 'typeorm';

/** What a person is called who was erased. */
export const FORMER_EMPLOYEE = 'Former employee';

/** Takes everything that says who it was out of a leaver's row. `on`: the day, UTC. */
export const eraseEmployee = async (
  db: EntityManager,
  companyId: string,
  id: string,
  on: string,
): Promise<void> => {
  await db.query(
    `UPDATE people_employees SET name = $3, email = 'erased-' || id || '@erased.invalid', department = NULL,
       role = 'employee', role_source = 'holdfast', created_at = $4::timestamp AT TIME ZONE 'UTC',
       left_at = $4::timestamp AT TIME ZONE 'UTC', erased_on = $4::date
     WHERE company_id = $1 AND id = $2 AND NOT active`,
    [companyId, id, FORMER_EMPLOYEE, on],
  );
};
