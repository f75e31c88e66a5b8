import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

const TENANTS = ['keys_company', 'keys_recovery_codes', 'joining_requests'];

/**
 * Public halves of keys: the company's, of which none is ever changed, so that a statement can be shown to have named the one
 * that was in force, and the recovery codes of employees with the days on which they were proven. Workstations that ask to be
 * let in by another one; and the repositories to which they write until they are, beside the employee's main one.
 */
export class Keys1795390000026 implements MigrationInterface {
  readonly name = 'Keys1795390000026';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE keys_company (
        company_id uuid NOT NULL REFERENCES companies,
        number int NOT NULL CHECK (number > 0),
        public_key bytea NOT NULL CHECK (length(public_key) = 32),
        registered_at timestamptz NOT NULL DEFAULT now(),
        registered_by uuid,
        PRIMARY KEY (company_id, number),
        UNIQUE (company_id, public_key)
      );
      CREATE TABLE keys_recovery_codes (
        company_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        public_key bytea NOT NULL CHECK (length(public_key) = 32),
        seal bytea NOT NULL CHECK (length(seal) = 32),
        registered_on date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
        proven_on date,
        PRIMARY KEY (company_id, employee_id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      CREATE TABLE joining_requests (
        company_id uuid NOT NULL,
        -- Made by the workstation, which shows a code over it.
        id uuid NOT NULL,
        employee_id uuid NOT NULL,
        workstation_id uuid NOT NULL,
        public_key bytea NOT NULL CHECK (length(public_key) = 32),
        tag bytea NOT NULL CHECK (length(tag) = 32),
        asked_at timestamptz NOT NULL DEFAULT now(),
        ends_at timestamptz NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'refused', 'joined', 'ended')),
        wrong_codes int NOT NULL DEFAULT 0,
        welcome bytea CHECK (length(welcome) = 32),
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id),
        FOREIGN KEY (company_id, workstation_id) REFERENCES fleet_workstations (company_id, id),
        CHECK ((state = 'approved') <= (welcome IS NOT NULL))
      );
      CREATE UNIQUE INDEX joining_requests_open ON joining_requests (company_id, workstation_id)
        WHERE state IN ('waiting', 'approved');
      CREATE INDEX joining_requests_of_employee ON joining_requests (company_id, employee_id);

      -- Null: the employee's main repository, of which there is one.
      ALTER TABLE storage_repositories ADD workstation_id uuid, ADD ended_on date;
      ALTER TABLE storage_repositories DROP CONSTRAINT storage_repositories_company_id_employee_id_key;
      CREATE UNIQUE INDEX storage_repositories_main ON storage_repositories (company_id, employee_id)
        WHERE workstation_id IS NULL;
      CREATE UNIQUE INDEX storage_repositories_interim ON storage_repositories (company_id, workstation_id)
        WHERE workstation_id IS NOT NULL AND ended_on IS NULL;
      CREATE INDEX storage_repositories_of_employee ON storage_repositories (company_id, employee_id);
      -- Looks at the rows of every company: row-level security holds for the owner of the tables too.
      ALTER TABLE storage_repositories NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE fleet_workstations NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE storage_repositories ADD FOREIGN KEY (company_id, workstation_id)
        REFERENCES fleet_workstations (company_id, id);
      ALTER TABLE fleet_workstations FORCE ROW LEVEL SECURITY;
      ALTER TABLE storage_repositories FORCE ROW LEVEL SECURITY;

      ${forceTenancy(...TENANTS)}
      -- Evidence: added, never changed.
      GRANT SELECT, INSERT ON keys_company TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE ON keys_recovery_codes, joining_requests TO holdfast_api;
      GRANT UPDATE (ended_on) ON storage_repositories TO holdfast_api;
      GRANT SELECT ON keys_company TO holdfast_jobs;
      GRANT SELECT, DELETE ON keys_recovery_codes, joining_requests TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE joining_requests, keys_recovery_codes, keys_company;
      DROP INDEX storage_repositories_main, storage_repositories_interim, storage_repositories_of_employee;
      ALTER TABLE storage_repositories DROP COLUMN workstation_id, DROP COLUMN ended_on;
      ALTER TABLE storage_repositories ADD UNIQUE (company_id, employee_id);
    `);
  }
}
