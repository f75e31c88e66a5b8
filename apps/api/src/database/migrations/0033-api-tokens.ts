import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/** Tokens of the company's scripts: what each may do, who made it, until when. */
export class ApiTokens1795390000033 implements MigrationInterface {
  readonly name = 'ApiTokens1795390000033';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_tokens (
        company_id uuid NOT NULL REFERENCES companies,
        id uuid NOT NULL,
        label text NOT NULL CHECK (length(label) BETWEEN 1 AND 120),
        scopes text[] NOT NULL CHECK (cardinality(scopes) BETWEEN 1 AND 20),
        -- No reference: who made it may be erased, and the token goes on.
        made_by uuid NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL CHECK (expires_at <= made_at + interval '366 days'),
        revoked_at timestamptz,
        -- A date: a row is written once a day.
        used_on date,
        PRIMARY KEY (company_id, id)
      );
      CREATE TABLE entry.api_tokens (
        token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
        company_id uuid NOT NULL,
        subject uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        UNIQUE (company_id, subject)
      );
      -- A version that a script published names its token instead of a person.
      ALTER TABLE policy_versions ADD published_token text CHECK (length(published_token) BETWEEN 1 AND 120);

      ${forceTenancy('api_tokens')}
      GRANT SELECT, INSERT, UPDATE (revoked_at, used_on) ON api_tokens TO holdfast_api;
      GRANT SELECT, INSERT, DELETE ON entry.api_tokens TO holdfast_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE policy_versions DROP COLUMN published_token;
      DROP TABLE entry.api_tokens, api_tokens;
    `);
  }
}
