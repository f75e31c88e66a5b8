import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * Sessions that a person can list and end: how and since when, beside the token's hash in `entry`. What the identity
 * provider calls the person and the session is kept as long as the session, for single logout only.
 */
export class OpenSessions1795390000018 implements MigrationInterface {
  readonly name = 'OpenSessions1795390000018';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Sessions of before have no id that their owner could name: everybody signs in once more.
      DELETE FROM entry.sessions;
      ALTER TABLE entry.sessions ADD session_id uuid NOT NULL;
      CREATE UNIQUE INDEX sessions_by_id ON entry.sessions (company_id, session_id);

      CREATE TABLE sessions_open (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        employee_id uuid NOT NULL,
        method text NOT NULL CHECK (method IN ('break-glass', 'sso')),
        -- Browser and system as they call themselves, shortened to their families.
        browser text NOT NULL CHECK (length(browser) <= 80),
        opened_at timestamptz NOT NULL DEFAULT now(),
        connection_id uuid,
        name_id text CHECK (length(name_id) <= 1024),
        session_index text CHECK (length(session_index) <= 1024),
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      CREATE INDEX sessions_open_by_employee ON sessions_open (company_id, employee_id);
      CREATE INDEX sessions_open_by_name_id ON sessions_open (company_id, connection_id, name_id)
        WHERE name_id IS NOT NULL;
      ${forceTenancy('sessions_open')}
      GRANT SELECT, INSERT, DELETE ON sessions_open TO holdfast_api;
      GRANT SELECT, DELETE ON sessions_open TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sessions_open; ALTER TABLE entry.sessions DROP COLUMN session_id');
  }
}
