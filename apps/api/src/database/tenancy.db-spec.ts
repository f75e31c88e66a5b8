import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { dataSourceAs } from './data-source.js';
import { Tenant } from './tenant.js';
import { TestApp } from '../testing/test-app.js';
import type { TestConsole } from '../testing/test-console.js';

const NO_TENANT = new Set(['schema_migrations']);

describe('isolation of companies', () => {
  let app: TestApp;
  let client: pg.Client;
  let mine: TestConsole;
  let theirs: TestConsole;
  let tables: string[];

  beforeAll(async () => {
    app = await TestApp.start();
    client = await app.database.superuser();
    mine = await app.companyWithOwner('Mine');
    theirs = await app.companyWithOwner('Theirs');
    for (const owner of [mine, theirs]) {
      const agent = await app.agentOf(owner, await owner.employee());
      const phoneId = await agent.enrolPhone();
      await owner.post(`/api/v1/phones/${phoneId}/commands`, { kind: 'backup' }).expect(202);
    }
    const { rows } = await client.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')`,
    );
    tables = rows.map((row) => row.name).filter((name) => !NO_TENANT.has(name));
  });
  afterAll(async () => {
    await client.end();
    await app.stop();
  });

  it('forces row-level security on every table, with company_id first in its primary key', async () => {
    expect(tables.length).toBeGreaterThan(15);
    const { rows } = await client.query<{ name: string; forced: boolean; first: string; policies: number }>(
      `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
         (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid AND
           pg_get_expr(p.polqual, p.polrelid) = '(company_id = (current_setting(''app.company_id''::text))::uuid)')
           AS policies,
         (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
           WHERE i.indrelid = c.oid AND i.indisprimary) AS first
       FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')`,
    );
    const wrong = rows.filter(
      ({ name, forced, first, policies }) =>
        !NO_TENANT.has(name) && !(forced && policies === 1 && first === 'company_id'),
    );
    expect(wrong).toEqual([]);
  });

  it('has company_id first in every foreign and unique key of a tenant table', async () => {
    const { rows } = await client.query<{ key: string }>(
      `SELECT conrelid::regclass || '.' || conname AS key FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND contype IN ('f', 'u')
         AND (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]) <> 'company_id'
         AND conrelid::regclass::text <> 'schema_migrations'`,
    );
    expect(rows).toEqual([]);
  });

  it('gives the roles nothing that goes around it', async () => {
    const { rows } = await client.query(
      `SELECT rolname FROM pg_roles WHERE rolname IN ('holdfast_api', 'holdfast_jobs', 'holdfast_owner')
         AND NOT (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolcanlogin)`,
    );
    expect(rows).toHaveLength(3);
    const owned = await client.query(
      `SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) IN ('holdfast_api', 'holdfast_jobs')`,
    );
    expect(owned.rows).toEqual([]);
  });

  it('makes a missing company an error, never a default', async () => {
    for (const role of ['api', 'jobs'] as const) {
      const source = await dataSourceAs(app.database.url, role).initialize();
      try {
        const unset = /app\.company_id|invalid input syntax for type uuid/;
        await expect(source.query('SELECT count(*) FROM companies')).rejects.toThrow(unset);
        await source.transaction((db) =>
          db.query(`SELECT set_config('app.company_id', $1, true)`, [mine.companyId]),
        );
        await expect(source.query('SELECT count(*) FROM companies')).rejects.toThrow(unset);
      } finally {
        await source.destroy();
      }
    }
    await expect(app.get(Tenant).run('', () => Promise.resolve())).rejects.toThrow('id of a company');
    await expect(app.get(Tenant).run("' OR true", () => Promise.resolve())).rejects.toThrow(
      'id of a company',
    );
  });

  it('shows one company no row of another, in any table', async () => {
    const seen: string[] = [];
    for (const table of tables) {
      const rows = await app
        .get(Tenant)
        .run(mine.companyId, (db): Promise<{ company_id: string }[]> =>
          db.query(`SELECT DISTINCT company_id FROM ${table}`),
        )
        // Partitions are reached by their parent only.
        .catch((error: Error) => {
          expect(error.message).toContain(`permission denied for table ${table}`);
          return [];
        });
      if (rows.some((row) => row.company_id !== mine.companyId)) seen.push(table);
    }
    expect(seen).toEqual([]);
  });

  it('lets one company write no row of another, in any table', async () => {
    const filled: string[] = [];
    for (const table of tables) {
      const theirRow = await client.query<{ row: object }>(
        `SELECT to_jsonb(t) AS row FROM ${table} t WHERE company_id = $1 LIMIT 1`,
        [theirs.companyId],
      );
      if (!theirRow.rows[0]) continue;
      filled.push(table);
      const insert = app
        .get(Tenant)
        .run(mine.companyId, (db) =>
          db.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1)`, [
            JSON.stringify(theirRow.rows[0]?.row),
          ]),
        );
      await expect(insert).rejects.toThrow(
        /row-level security|permission denied|non-DEFAULT value into column/,
      );
      for (const statement of [`UPDATE ${table} SET company_id = company_id`, `DELETE FROM ${table}`]) {
        const before = await client.query(`SELECT FROM ${table} WHERE company_id = $1`, [theirs.companyId]);
        // Rolled back: what matters is that not one of the other's rows is touched.
        await app
          .get(Tenant)
          .run(mine.companyId, async (db) => {
            await db
              .query(`${statement} WHERE company_id = $1`, [theirs.companyId])
              .then((answer: unknown) => {
                expect((answer as [unknown, number])[1]).toBe(0);
              });
          })
          .catch((error: Error) => expect(error.message).toMatch(/permission denied|immutable/));
        const after = await client.query(`SELECT FROM ${table} WHERE company_id = $1`, [theirs.companyId]);
        expect(after.rowCount).toBe(before.rowCount);
      }
    }
    expect(filled).toEqual(
      expect.arrayContaining(['companies', 'people_employees', 'fleet_phones', 'fleet_commands']),
    );
  });

  it('keeps no token and no e-mail address in the entry schema', async () => {
    const { rows } = await client.query<{ table_name: string; column_name: string; data_type: string }>(
      `SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'entry'`,
    );
    const texts = rows.filter(({ data_type }) => /char|text|json/.test(data_type));
    // What the authorization server keeps is an object; its own spec looks for tokens in it.
    expect(texts.map((column) => `${column.table_name}.${column.column_name}`).sort()).toEqual([
      'oauth_records.kind',
      'oauth_records.payload',
    ]);
  });
});
