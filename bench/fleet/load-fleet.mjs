import { companiesOf, idOf } from './companies.mjs';
import { COUNTS } from './counts-sql.mjs';
import { PAST_GAPS, ROOMS } from './fleet-tables-sql.mjs';
import { foundCompanies } from './found-companies.mjs';
import { indexesOf } from './index-builder.mjs';
import { PEOPLE } from './people-sql.mjs';
import { rowsOfTemplates } from './rows-of-templates.mjs';
import { dealtOut, templatesOf } from './templates.mjs';
import { workTables } from './work-tables.mjs';

/**
 * Loads the fleet into a database that the server has just made. Nothing of a person's rows comes over the wire: the database
 * makes them of templates (INSERT … SELECT).
 *
 * @param {readonly import('pg').Client[]} clients as a superuser; one: all of it in one transaction, since a server may be
 *   running; several: beside each other, nobody else at work
 * @param {{ seed: number, phones: number, now: Date, tell: (text: string) => void, signal?: AbortSignal }} asked
 */
export async function loadFleet(clients, { seed, phones, now, tell, signal }) {
  const [client] = clients;
  const alone = clients.length === 1;
  for (const one of clients) {
    await one.query(`SET session_replication_role = replica`);
    await one.query(`SET maintenance_work_mem = '512MB'`);
    await one.query(`SET work_mem = '256MB'`);
    await one.query(`SET timezone = 'UTC'`);
  }
  if (alone) await client.query('BEGIN');
  const began = performance.now();
  const said = (what) => tell(`${((performance.now() - began) / 1000).toFixed(1)} s: ${what}`);
  const { rows } = await client.query('SELECT company_id FROM companies');
  if (rows.length !== 1) throw new Error('The database is not one that the server has just made.');
  const notice = await client.query('SELECT text FROM notices_texts WHERE company_id = $1', [
    rows[0].company_id,
  ]);
  const { templates, policies, statements } = await templatesOf({ seed, now, notice: notice.rows[0].text });
  const places = dealtOut(seed, templates);
  const companies = companiesOf(seed, phones, places, rows[0].company_id);
  await workTables(client, { companies, places, rows: rowsOfTemplates(templates) });
  await foundCompanies(client, { seed, now, companies, policies, statements, idOf });
  const filled = (sql) =>
    sql.replaceAll(':seed', `'${seed}'`).replaceAll(':now', `timestamptz '${now.toISOString()}'`);
  for (const sql of PEOPLE) await client.query(filled(sql));
  await client.query('CREATE INDEX ON bench_fleet.phones (n)');
  await client.query('ANALYZE bench_fleet.people, bench_fleet.phones, bench_fleet.policies');
  said('who there is');

  const tables = [...new Set([...ROOMS, PAST_GAPS].map(({ table }) => table))];
  const { drop, build } = await indexesOf(client, tables);
  for (const sql of drop) await client.query(sql);
  const inserts = [...ROOMS, PAST_GAPS].map(({ table, sql }) => ({
    name: table,
    sql: `INSERT INTO ${table} ${sql}`,
  }));
  await eachOf(clients, inserts, async (on, { name, sql }) => {
    signal?.throwIfAborted();
    const { rowCount } = await on.query(filled(sql));
    said(`${rowCount} rows of ${name}`);
  });
  for (const sql of COUNTS) await client.query(filled(sql));
  said('counts and days');
  await eachOf(clients, build, async (on, sql) => {
    signal?.throwIfAborted();
    await on.query(sql);
  });
  said(`${build.length} indexes`);
  await client.query('DROP SCHEMA bench_fleet CASCADE');
  await client.query('ANALYZE');
  if (alone) await client.query('COMMIT');
  said('statistics');
  return companies.map(({ company, phones: count, people }) => ({ company, phones: count, people }));
}

/** Each client takes the next piece as soon as it has done one. */
async function eachOf(clients, pieces, work) {
  const left = [...pieces];
  await Promise.all(
    clients.map(async (client) => {
      for (let piece = left.shift(); piece !== undefined; piece = left.shift()) await work(client, piece);
    }),
  );
}
