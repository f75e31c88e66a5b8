import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * Employees, and the passwords of break-glass accounts in a table of their own: nearly nobody has one once single
 * sign-on is connected, and no list of people ever needs to read it.
 */
export class People1795390000003 implements MigrationInterface {
  readonly name = 'People1795390000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE people_employees (
        company_id uuid NOT NULL REFERENCES companies,
        id uuid NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        -- Lower case: one person, however the address is typed.
        email text NOT NULL CHECK (email = lower(email) AND length(email) <= 254),
        department text CHECK (length(department) <= 120),
        role text NOT NULL CHECK (role IN ('owner', 'admin', 'helpdesk', 'auditor', 'employee')),
        active boolean NOT NULL DEFAULT true,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, email)
      );
      CREATE INDEX people_employees_by_name ON people_employees (company_id, lower(name), id);
      CREATE TABLE sessions_passwords (
        company_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        argon2id text NOT NULL,
        set_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, employee_id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      ${forceTenancy('people_employees', 'sessions_passwords')}
      GRANT SELECT, INSERT, UPDATE ON people_employees, sessions_passwords TO holdfast_api;
      GRANT SELECT ON people_employees TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sessions_passwords, people_employees');
  }
}
