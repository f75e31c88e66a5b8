import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * Single sign-on. In `entry` only what has to be found before the company is known: connections, open requests and
 * results on their way to the browser that asked, each by the hash of something that cannot be guessed.
 */
export class Sso1795390000020 implements MigrationInterface {
  readonly name = 'Sso1795390000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entry.sso_connections (
        id_hash bytea PRIMARY KEY CHECK (length(id_hash) = 32),
        company_id uuid NOT NULL,
        subject uuid NOT NULL,
        live boolean NOT NULL DEFAULT false,
        UNIQUE (company_id, subject)
      );
      -- An AuthnRequest that may be answered once, for the browser that asked. A test changes nobody.
      CREATE TABLE entry.sso_requests (
        request_hash bytea PRIMARY KEY CHECK (length(request_hash) = 32),
        company_id uuid NOT NULL,
        subject uuid NOT NULL,
        browser_hash bytea NOT NULL CHECK (length(browser_hash) = 32),
        test boolean NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX sso_requests_by_expiry ON entry.sso_requests (expires_at);
      CREATE TABLE entry.sso_codes (
        code_hash bytea PRIMARY KEY CHECK (length(code_hash) = 32),
        company_id uuid NOT NULL,
        subject uuid NOT NULL,
        browser_hash bytea NOT NULL CHECK (length(browser_hash) = 32),
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX sso_codes_by_expiry ON entry.sso_codes (expires_at);
      GRANT SELECT, INSERT, UPDATE (live), DELETE ON entry.sso_connections TO holdfast_api;
      GRANT SELECT, INSERT, DELETE ON entry.sso_requests, entry.sso_codes TO holdfast_api;

      CREATE TABLE sso_connections (
        company_id uuid NOT NULL REFERENCES companies,
        id uuid NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        -- SsoSettings: what people sign in by, and what is being prepared.
        live jsonb,
        draft jsonb,
        -- The last test login, and the hash of the draft that it tested.
        test jsonb,
        tested_hash text,
        metadata_read_at timestamptz,
        our_certificate text NOT NULL,
        our_key_sealed bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, name)
      );
      -- A user is company, provider and persistent NameID: never an e-mail address alone.
      CREATE TABLE sso_identities (
        company_id uuid NOT NULL,
        idp_entity_id text NOT NULL CHECK (length(idp_entity_id) <= 1024),
        name_id text NOT NULL CHECK (length(name_id) <= 1024),
        employee_id uuid NOT NULL,
        linked_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, idp_entity_id, name_id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      CREATE INDEX sso_identities_by_employee ON sso_identities (company_id, employee_id);
      -- Verified sign-ins between the provider's POST and the browser's next request: a minute.
      CREATE TABLE sso_results (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        connection_id uuid NOT NULL,
        result jsonb NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, connection_id) REFERENCES sso_connections (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX sso_results_by_expiry ON sso_results (company_id, expires_at);
      -- Ids of messages that were accepted: each once, until it would be too old anyway.
      CREATE TABLE sso_messages (
        company_id uuid NOT NULL,
        connection_id uuid NOT NULL,
        message_hash bytea NOT NULL CHECK (length(message_hash) = 32),
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, connection_id, message_hash),
        FOREIGN KEY (company_id, connection_id) REFERENCES sso_connections (company_id, id) ON DELETE CASCADE
      );
      CREATE INDEX sso_messages_by_expiry ON sso_messages (company_id, expires_at);
      -- Who gives the role: whoever works here, or a group of the directory at each sign-in.
      ALTER TABLE people_employees ADD role_source text NOT NULL DEFAULT 'holdfast'
        CHECK (role_source IN ('holdfast', 'directory'));
      ${forceTenancy('sso_connections', 'sso_identities', 'sso_results', 'sso_messages')}
      GRANT SELECT, INSERT, UPDATE, DELETE ON sso_connections TO holdfast_api;
      GRANT SELECT, INSERT, DELETE ON sso_identities, sso_results, sso_messages TO holdfast_api;
      GRANT SELECT, UPDATE (live, metadata_read_at) ON sso_connections TO holdfast_jobs;
      GRANT SELECT, DELETE ON sso_results, sso_messages TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE sso_messages, sso_results, sso_identities, sso_connections;
      DROP TABLE entry.sso_codes, entry.sso_requests, entry.sso_connections;
      ALTER TABLE people_employees DROP COLUMN role_source;
    `);
  }
}
