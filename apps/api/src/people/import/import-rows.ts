import type { EntityManager } from 'typeorm';
import type { ImportedPerson } from './check-row.js';

export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly department: string | null;
  /** The company's directory says who they are. */
  readonly managed: boolean;
}

/** Employees with one of these addresses. */
export const knownByEmail = async (
  db: EntityManager,
  companyId: string,
  emails: readonly string[],
): Promise<KnownPerson[]> =>
  db.query(
    `SELECT e.id, e.name, e.email, e.department, EXISTS (SELECT FROM directory_people d
       WHERE d.company_id = e.company_id AND d.employee_id = e.id AND d.deleted_at IS NULL) AS managed
     FROM people_employees e WHERE e.company_id = $1 AND e.email = ANY($2::text[])`,
    [companyId, emails],
  );

/** Adds employees; answers the ids of those whose address nobody had. */
export const insertPeople = async (
  db: EntityManager,
  companyId: string,
  people: readonly ImportedPerson[],
): Promise<string[]> => {
  const rows: { id: string }[] = await db.query(
    `INSERT INTO people_employees (company_id, id, name, email, department, role)
     SELECT $1, gen_random_uuid(), name, email, department, 'employee'
     FROM unnest($2::text[], $3::text[], $4::text[]) AS p (name, email, department)
     ON CONFLICT (company_id, email) DO NOTHING RETURNING id`,
    [
      companyId,
      people.map((one) => one.name),
      people.map((one) => one.email),
      people.map((one) => one.department),
    ],
  );
  return rows.map(({ id }) => id);
};

/** Changes names and departments by address; in one order, so that two files at once do not wait in a circle. */
export const updatePeople = async (
  db: EntityManager,
  companyId: string,
  people: readonly ImportedPerson[],
): Promise<void> => {
  await db.query(
    `WITH wanted AS (SELECT * FROM unnest($2::text[], $3::text[], $4::text[]) AS p (name, email, department)),
       locked AS (SELECT e.id, w.name, w.department FROM people_employees e JOIN wanted w ON w.email = e.email
         WHERE e.company_id = $1 ORDER BY e.id FOR NO KEY UPDATE OF e)
     UPDATE people_employees e SET name = l.name, department = l.department FROM locked l
     WHERE e.company_id = $1 AND e.id = l.id`,
    [
      companyId,
      people.map((one) => one.name),
      people.map((one) => one.email),
      people.map((one) => one.department),
    ],
  );
};
