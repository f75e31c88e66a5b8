import pg from 'pg';
import { dataSourceAs } from './data-source.js';
import { makeRoles } from './make-roles.js';
import { MIGRATIONS } from './migrations/index.js';

const LOCK = 4_701_002;

/** The database was written by a newer Holdfast: this one would not understand its rows, so it does not touch them. */
export class NewerSchemaError extends Error {
  constructor(readonly unknown: readonly string[]) {
    super(
      `The database has migrations that this version of Holdfast does not know (${unknown.join(', ')}). ` +
        'Nothing was changed. Start the newer version, or restore the backup of the database from before the update.',
    );
    this.name = 'NewerSchemaError';
  }
}

const knownNames = (): Set<string> =>
  new Set(MIGRATIONS.map((Migration) => new Migration().name ?? Migration.name));

const refuseNewer = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public.schema_migrations') IS NOT NULL AS there`,
  );
  if (!rows[0]?.there) return;
  const done = await client.query<{ name: string }>('SELECT name FROM public.schema_migrations ORDER BY id');
  const known = knownNames();
  const unknown = done.rows.map(({ name }) => name).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new NewerSchemaError(unknown);
};

/**
 * Brings the database's schema to this version: roles, then each missing migration in its own transaction. Several
 * servers may start at once; one migrates, the others wait. Throws `NewerSchemaError` on a database of the future.
 */
export const migrate = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url, application_name: 'holdfast_migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await refuseNewer(client);
    await makeRoles(client);
    const owner = await dataSourceAs(url, 'owner').initialize();
    try {
      await owner.runMigrations();
    } finally {
      await owner.destroy();
    }
  } finally {
    await client.end();
  }
};
