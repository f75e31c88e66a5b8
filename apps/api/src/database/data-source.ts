import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/index.js';

/**
 * Database roles. `owner` owns the schema, `api` and `jobs` own nothing and never bypass row-level security; `audit` owns
 * the one function that adds to the audit log, and nobody connects as it.
 */
export const ROLE_NAMES = {
  owner: 'holdfast_owner',
  api: 'holdfast_api',
  jobs: 'holdfast_jobs',
  audit: 'holdfast_audit',
} as const;
export type DatabaseRole = Exclude<keyof typeof ROLE_NAMES, 'audit'>;

const POOL: Record<DatabaseRole, number> = { owner: 2, api: 20, jobs: 5 };

/**
 * Connections that act as one role from their first statement on: the role is a startup parameter, so a connection that
 * has not been told anything yet cannot do more either.
 */
export const dataSourceAs = (url: string, role: DatabaseRole): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    poolSize: POOL[role],
    applicationName: ROLE_NAMES[role],
    entities: [],
    migrations: role === 'owner' ? MIGRATIONS : [],
    migrationsTableName: 'schema_migrations',
    migrationsTransactionMode: 'each',
    logging: false,
    extra: {
      options: `-c role=${ROLE_NAMES[role]}`,
      connectionTimeoutMillis: 5_000,
      // A request that hangs must not hold its row locks for ever.
      statement_timeout: role === 'owner' ? 0 : 30_000,
      idle_in_transaction_session_timeout: role === 'owner' ? 0 : 30_000,
    },
    poolErrorHandler: () => undefined,
  });
