import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What has to be found before the company is known. No row-level security here, so nothing but company, subject and
 * expiry, under the SHA-256 (or keyed hash) of something that cannot be guessed. Only the room `entry` reads it.
 */
export class Entry1795390000001 implements MigrationInterface {
  readonly name = 'Entry1795390000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA entry;
      CREATE TABLE entry.companies (
        company_id uuid PRIMARY KEY,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE entry.sessions (
        token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
        company_id uuid NOT NULL,
        subject uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        idle_expires_at timestamptz NOT NULL
      );
      CREATE INDEX sessions_by_subject ON entry.sessions (company_id, subject);
      CREATE INDEX sessions_by_expiry ON entry.sessions (expires_at);
      CREATE TABLE entry.agent_credentials (
        token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
        company_id uuid NOT NULL,
        subject uuid NOT NULL,
        UNIQUE (company_id, subject)
      );
      CREATE TABLE entry.enrolment_tokens (
        token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
        company_id uuid NOT NULL,
        subject uuid NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX enrolment_tokens_by_expiry ON entry.enrolment_tokens (expires_at);
      CREATE TABLE entry.setup_tokens (
        token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
        company_id uuid NOT NULL,
        expires_at timestamptz NOT NULL
      );
      -- Break-glass accounts by the keyed hash of the e-mail address: the key is not in the database.
      CREATE TABLE entry.accounts (
        email_hash bytea NOT NULL CHECK (length(email_hash) = 32),
        company_id uuid NOT NULL,
        subject uuid NOT NULL,
        PRIMARY KEY (email_hash, company_id)
      );
      -- Throttling, shared by every server on this database. The key is a keyed hash: no address is stored.
      CREATE TABLE entry.attempts (
        key_hash bytea PRIMARY KEY CHECK (length(key_hash) = 32),
        count int NOT NULL,
        resets_at timestamptz NOT NULL
      );
      CREATE INDEX attempts_by_reset ON entry.attempts (resets_at);

      GRANT USAGE ON SCHEMA entry TO holdfast_api, holdfast_jobs;
      GRANT SELECT, INSERT ON entry.companies TO holdfast_api;
      GRANT SELECT ON entry.companies TO holdfast_jobs;
      GRANT SELECT, INSERT, UPDATE (idle_expires_at), DELETE ON entry.sessions TO holdfast_api;
      GRANT SELECT, INSERT, DELETE ON entry.agent_credentials, entry.enrolment_tokens, entry.setup_tokens,
        entry.accounts TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON entry.attempts TO holdfast_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP SCHEMA entry CASCADE');
  }
}
