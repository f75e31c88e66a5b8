import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestDatabase, testDatabase } from '../../testing/test-database.js';
import { REGISTER } from './index.js';

const source = (file: string): string => readFileSync(join(import.meta.dirname, '..', '..', file), 'utf8');

describe('the register of what is kept', () => {
  let database: TestDatabase;
  let tables: string[];
  beforeAll(async () => {
    database = await testDatabase();
    const client = await database.superuser();
    const { rows } = await client.query<{ name: string }>(
      `SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname AS name
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
    );
    await client.end();
    tables = rows.map(({ name }) => name);
  });
  afterAll(() => database.drop());

  it('names every table of the database, and none that is not there', () => {
    expect(Object.keys(REGISTER).sort()).toEqual(tables);
  });

  it('names a table whose rows the daily job ends, where it says so', () => {
    const rooms = ['fleet', 'backup', 'storage', 'coverage', 'anomalies', 'notices', 'notify', 'joining'].map(
      (room) => source(`${room}/old-rows.ts`),
    );
    for (const [table, { by }] of Object.entries(REGISTER))
      expect([table, rooms.some((text) => text.includes(table))]).toEqual([table, by.includes('terms')]);
  });
});
