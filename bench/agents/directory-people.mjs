/** Groups of the company; everybody is in the first, and in one of the others. */
const GROUPS = 200;

/**
 * Fills one company with people whom its directory manages, by the database itself, with every index there is. As a user
 * whom row-level security does not bind.
 * @param {import('pg').Client} client
 * @param {number} people
 */
export async function fillDirectory(client, people) {
  const { rows } = await client.query('SELECT company_id FROM companies ORDER BY created_at LIMIT 1');
  const company = rows[0].company_id;
  await client.query(
    `CREATE TEMP TABLE said AS SELECT n, gen_random_uuid() AS id, 'person-' || lpad(n::text, 6, '0') || '@bench.invalid' AS mail,
       'Given' || n % 997 AS given, 'Family ' || md5(n::text) AS family, 'Department ' || n % 40 AS department
     FROM generate_series(1, $1::int) n`,
    [people],
  );
  await client.query('BEGIN');
  await client.query(
    `INSERT INTO people_employees (company_id, id, name, email, department, role)
     SELECT $1, id, given || ' ' || family, mail, department, 'employee' FROM said`,
    [company],
  );
  await client.query(
    `INSERT INTO directory_people (company_id, employee_id, user_name, user_name_key, external_id, display_name,
       display_name_key, given_name, given_name_key, family_name, family_name_key, email, email_key, department,
       department_key, active, since, changed_at)
     SELECT $1, id, mail, mail, 'external-' || n, given || ' ' || family, lower(given || ' ' || family), given, lower(given),
       family, lower(family), mail, mail, department, lower(department), n % 50 > 0,
       date_trunc('milliseconds', now() - make_interval(secs => $2 - n)), date_trunc('milliseconds', now())
     FROM said ORDER BY n`,
    [company, people],
  );
  await client.query(
    `INSERT INTO people_groups (company_id, id, display_name, display_name_key, created_at, changed_at)
     SELECT $1, gen_random_uuid(), 'Group ' || n, 'group ' || n, now(), now() FROM generate_series(1, $2::int) n`,
    [company, GROUPS],
  );
  await client.query(
    `INSERT INTO people_memberships (company_id, group_id, employee_id)
     SELECT $1, g.id, s.id FROM said s JOIN people_groups g ON g.company_id = $1
       AND g.display_name IN ('Group 1', 'Group ' || 2 + s.n % ($2::int - 1))`,
    [company, GROUPS],
  );
  await client.query('COMMIT');
  // What autovacuum does within minutes of a directory's first run.
  await client.query('VACUUM ANALYZE directory_people, people_employees, people_groups, people_memberships');
}
