import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../database/migrate.js';
import { MIGRATIONS } from '../database/migrations/index.js';

const TEMPLATE_LOCK = 4_701_010;

/** A database of a test's own, migrated. `url` is of the user who made it: roles are taken by the code under test. */
export interface TestDatabase {
  readonly url: string;
  /** A connection that row-level security does not bind, to look behind the code under test. */
  superuser(): Promise<pg.Client>;
  drop(): Promise<void>;
}

const named = (database: string): string => {
  const given = process.env['TEST_DATABASE_URL'];
  if (!given) throw new Error('No PostgreSQL for tests: run them with jest.config.mjs of apps/api');
  const url = new URL(given);
  url.pathname = `/${database}`;
  return url.toString();
};

const connect = async (database: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: named(database) });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** Named by the migrations it has, so that a server kept between runs never offers an old one. */
const templateName = (): string => {
  const migrations = MIGRATIONS.map((Migration) => String(Migration.prototype.up)).join('\n');
  return `holdfast_template_${createHash('sha256').update(migrations).digest('hex').slice(0, 16)}`;
};

const exists = async (client: pg.Client, database: string): Promise<boolean> =>
  (await client.query('SELECT FROM pg_database WHERE datname = $1', [database])).rowCount === 1;

const ensureTemplate = async (client: pg.Client): Promise<string> => {
  const name = templateName();
  const draft = `${name}_draft`;
  await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    if (!(await exists(client, name))) {
      await client.query(`DROP DATABASE IF EXISTS ${draft}`);
      await client.query(`CREATE DATABASE ${draft}`);
      await migrate(named(draft));
      await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
    }
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return name;
};

/** A fresh database, cloned from a migrated one in a tenth of a second. `empty`: without any schema. */
export const testDatabase = async ({ empty = false } = {}): Promise<TestDatabase> => {
  const client = await connect('postgres');
  const name = `holdfast_test_${randomBytes(6).toString('hex')}`;
  try {
    if (empty) await client.query(`CREATE DATABASE ${name}`);
    else await client.query(`CREATE DATABASE ${name} TEMPLATE ${await ensureTemplate(client)}`);
  } finally {
    await client.end();
  }
  const drop = async (): Promise<void> => {
    const again = await connect('postgres');
    await again.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await again.end();
  };
  return { url: named(name), superuser: () => connect(name), drop };
};
