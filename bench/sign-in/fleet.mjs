/** Companies beside the one that is asked: they hold a tenth of all people, and have to cost it nothing. */
const OTHERS = 19;

/**
 * Fills the database as a fleet would: nine tenths of the people in one company, the rest in nineteen; a workstation and a
 * phone for each, evaluated. As a user whom row-level security does not bind, and without its help.
 * @param {import('pg').Client} client
 */
export async function fillFleet(client, people) {
  const { rows } = await client.query('SELECT company_id FROM companies ORDER BY created_at LIMIT 1');
  const mine = rows[0].company_id;
  await client.query(
    `INSERT INTO companies (company_id, name)
     SELECT gen_random_uuid(), 'Other ' || n FROM generate_series(1, $1) n`,
    [OTHERS],
  );
  await client.query(
    `CREATE TEMP TABLE bench AS
     SELECT gen_random_uuid() AS employee, gen_random_uuid() AS workstation, gen_random_uuid() AS phone, n,
       CASE WHEN n % 10 > 0 THEN $1::uuid
         ELSE (SELECT company_id FROM companies WHERE name = 'Other ' || (n / 10 % $2 + 1)) END AS company
     FROM generate_series(1, $3::int) n`,
    [mine, OTHERS, people],
  );
  await client.query(`
    INSERT INTO people_employees (company_id, id, name, email, department, role)
      SELECT company, employee, 'Employee ' || md5(n::text), 'e' || n || '@fleet.invalid', 'Department ' || n % 40, 'employee'
      FROM bench;
    INSERT INTO fleet_workstations (company_id, id, employee_id, label, os, key_store, last_seen_at)
      SELECT company, workstation, employee, 'Laptop ' || n, 'linux', 'file', now() FROM bench;
    INSERT INTO fleet_phones (company_id, id, employee_id, phone_key, platform, model, os_version, label)
      SELECT company, phone, employee, encode(sha256(n::text::bytea), 'hex'), 'android', 'Pixel 8', '16', 'Phone ' || n
      FROM bench;
    INSERT INTO coverage_states
      (company_id, phone_id, employee_id, state, snapshots, copies, evaluated_at, newest_snapshot_at)
      SELECT company, phone, employee, 'protected', 3, 1, now(), now() - interval '1 hour' FROM bench`);
  await client.query('VACUUM ANALYZE');
  return people;
}
