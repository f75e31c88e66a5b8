import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * What proves a person who does not come from an identity provider: password, authenticator app, passkeys. Without a
 * foreign key to employees, because operators, who are no company's, prove themselves by the same.
 */
export class Factors1795390000019 implements MigrationInterface {
  readonly name = 'Factors1795390000019';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions_passwords RENAME TO factors_passwords;
      ALTER TABLE factors_passwords RENAME employee_id TO person_id;
      ALTER TABLE factors_passwords RENAME CONSTRAINT sessions_passwords_pkey TO factors_passwords_pkey;
      ALTER TABLE factors_passwords DROP CONSTRAINT sessions_passwords_company_id_employee_id_fkey;
      CREATE TABLE factors_totps (
        company_id uuid NOT NULL,
        person_id uuid NOT NULL,
        -- The shared secret, sealed: a reader of the database makes no codes.
        sealed_secret bytea NOT NULL,
        -- The time step (RFC 6238) of the last accepted code: it only rises, so a code is accepted once.
        last_step bigint NOT NULL,
        added_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, person_id)
      );
      CREATE TABLE factors_passkeys (
        company_id uuid NOT NULL,
        person_id uuid NOT NULL,
        id uuid NOT NULL,
        credential_id bytea NOT NULL CHECK (length(credential_id) BETWEEN 1 AND 1023),
        -- COSE key (RFC 9052).
        public_key bytea NOT NULL CHECK (length(public_key) <= 4096),
        counter bigint NOT NULL,
        transports text[] NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
        added_at timestamptz NOT NULL DEFAULT now(),
        used_at timestamptz,
        PRIMARY KEY (company_id, person_id, id),
        UNIQUE (company_id, credential_id)
      );
      ${forceTenancy('factors_totps', 'factors_passkeys')}
      GRANT SELECT, INSERT, UPDATE, DELETE ON factors_totps, factors_passkeys TO holdfast_api;

      -- Tickets that were used, until they would have expired.
      CREATE TABLE entry.spent_tickets (
        ticket_hash bytea PRIMARY KEY CHECK (length(ticket_hash) = 32),
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX spent_tickets_by_expiry ON entry.spent_tickets (expires_at);
      GRANT SELECT, INSERT, DELETE ON entry.spent_tickets TO holdfast_api;

      -- Until when a session may change its account without proving again that it is still the same person.
      ALTER TABLE sessions_open ADD confirmed_until timestamptz;
      GRANT UPDATE (confirmed_until) ON sessions_open TO holdfast_api;
      CREATE INDEX sessions_by_idle_expiry ON entry.sessions (idle_expires_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX entry.sessions_by_idle_expiry;
      ALTER TABLE sessions_open DROP confirmed_until;
      DROP TABLE factors_totps, factors_passkeys, entry.spent_tickets;
      ALTER TABLE factors_passwords RENAME TO sessions_passwords;
      ALTER TABLE sessions_passwords RENAME person_id TO employee_id;
      ALTER TABLE sessions_passwords RENAME CONSTRAINT factors_passwords_pkey TO sessions_passwords_pkey;
      ALTER TABLE sessions_passwords ADD FOREIGN KEY (company_id, employee_id)
        REFERENCES people_employees (company_id, id);
    `);
  }
}
