import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Operators: of no company, so outside every tenant's tables. Of an operator there is a name, for the other operators, and
 * a keyed hash of the address to find the account by; of a company there are counts, written from inside its own
 * transaction by the jobs and read by nobody else's.
 */
export class Operators1795390000022 implements MigrationInterface {
  readonly name = 'Operators1795390000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA operator;
      GRANT USAGE ON SCHEMA operator TO holdfast_api, holdfast_jobs;
      CREATE TABLE operator.accounts (
        id uuid PRIMARY KEY,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        -- The key is not in the database.
        email_hash bytea NOT NULL UNIQUE CHECK (length(email_hash) = 32),
        active boolean NOT NULL DEFAULT true,
        made_at timestamptz NOT NULL DEFAULT now()
      );
      GRANT SELECT, INSERT, UPDATE (active) ON operator.accounts TO holdfast_api;

      CREATE TABLE operator.company_counts (
        company_id uuid PRIMARY KEY,
        name text NOT NULL,
        created_on date NOT NULL,
        employees int NOT NULL,
        phones int NOT NULL,
        protected int NOT NULL,
        at_risk int NOT NULL,
        steps_done text[] NOT NULL,
        -- A date: in a company of one, the moment of a change would tell when somebody plugged in a phone.
        counted_on date NOT NULL
      );
      CREATE INDEX company_counts_by_name ON operator.company_counts (lower(name), company_id);
      ALTER TABLE operator.company_counts ENABLE ROW LEVEL SECURITY;
      ALTER TABLE operator.company_counts FORCE ROW LEVEL SECURITY;
      CREATE POLICY own ON operator.company_counts TO holdfast_jobs
        USING (company_id = current_setting('app.company_id')::uuid);
      CREATE POLICY all_of_them ON operator.company_counts FOR SELECT TO holdfast_api USING (true);
      GRANT SELECT, INSERT, UPDATE ON operator.company_counts TO holdfast_jobs;
      GRANT SELECT ON operator.company_counts TO holdfast_api;

      CREATE TABLE entry.operator_sessions (
        token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
        operator_id uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        idle_expires_at timestamptz NOT NULL
      );
      CREATE INDEX operator_sessions_by_operator ON entry.operator_sessions (operator_id);
      -- One-time tokens by which an operator makes their account.
      CREATE TABLE entry.operator_tokens (
        token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
        -- Null: printed at the start of a server that had no operator.
        made_by uuid,
        expires_at timestamptz NOT NULL
      );
      GRANT SELECT, INSERT, UPDATE (idle_expires_at), DELETE ON entry.operator_sessions TO holdfast_api;
      GRANT SELECT, INSERT, DELETE ON entry.operator_tokens TO holdfast_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE entry.operator_sessions, entry.operator_tokens; DROP SCHEMA operator CASCADE',
    );
  }
}
