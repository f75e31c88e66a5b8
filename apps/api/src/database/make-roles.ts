import type pg from 'pg';
import { ROLE_NAMES } from './data-source.js';

/** Any number that nothing else in the database locks on. */
const LOCK = 4_701_001;

const makeRole = (name: string): string => `
  DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${name}') THEN
      CREATE ROLE ${name} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another server made it at this moment
  END $$`;

/**
 * Makes the roles and lets the one who connects act as them. Idempotent. Whoever connects needs CREATEROLE once,
 * or finds the roles made and granted (docs/operations.md has the statements for a database administrator).
 */
export const makeRoles = async (client: pg.Client): Promise<void> => {
  await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    for (const name of Object.values(ROLE_NAMES)) {
      await client.query(makeRole(name));
      const { rows } = await client.query<{ member: boolean }>(
        `SELECT pg_has_role(current_user, $1, 'SET') AS member`,
        [name],
      );
      if (!rows[0]?.member) await client.query(`GRANT ${name} TO CURRENT_USER`);
    }
    await client.query(`
      DO $$ BEGIN
        EXECUTE format('GRANT CREATE, CONNECT ON DATABASE %I TO ${ROLE_NAMES.owner}', current_database());
        EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
      END $$`);
    // A function can be given to another role only by a member of it.
    const { rows } = await client.query<{ member: boolean }>(
      `SELECT pg_has_role('${ROLE_NAMES.owner}', '${ROLE_NAMES.audit}', 'SET') AS member`,
    );
    if (!rows[0]?.member) await client.query(`GRANT ${ROLE_NAMES.audit} TO ${ROLE_NAMES.owner}`);
    await client.query(`GRANT CREATE, USAGE ON SCHEMA public TO ${ROLE_NAMES.owner}`);
    await client.query(
      `GRANT USAGE ON SCHEMA public TO ${ROLE_NAMES.api}, ${ROLE_NAMES.jobs}, ${ROLE_NAMES.audit}`,
    );
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [LOCK]);
  }
};
