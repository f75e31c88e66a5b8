import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type TestDatabase, testDatabase } from '../testing/test-database.js';
import { migrate, NewerSchemaError } from './migrate.js';
import { MIGRATIONS } from './migrations/index.js';

describe('migrate', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await testDatabase({ empty: true });
  });
  afterEach(() => database.drop());

  it('brings an empty database to this version, also when three servers start at once', async () => {
    await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
    const client = await database.superuser();
    const { rows } = await client.query('SELECT name FROM schema_migrations ORDER BY id');
    await client.end();
    expect(rows).toHaveLength(MIGRATIONS.length);
  });

  it('refuses a database of a newer version and leaves it as it is', async () => {
    await migrate(database.url);
    const client = await database.superuser();
    await client.query(`INSERT INTO schema_migrations (timestamp, name) VALUES (1, 'Future2095390000001')`);
    const refused = migrate(database.url);
    await expect(refused).rejects.toThrow(NewerSchemaError);
    await expect(refused).rejects.toThrow(/Future2095390000001.*Nothing was changed/);
    await client.end();
  });

  it('can be taken back step by step', async () => {
    await migrate(database.url);
    const client = await database.superuser();
    for (const Migration of [...MIGRATIONS].reverse()) {
      await new Migration().down({ query: (sql: string) => client.query(sql) } as never);
    }
    const { rows } = await client.query(
      `SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'`,
    );
    await client.end();
    expect(rows).toEqual([{ relname: 'schema_migrations' }]);
  });
});
