import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/** Questions what a draft of a policy would change: how far each has come, and for a day what it found. */
export class WhatIf1795390000042 implements MigrationInterface {
  readonly name = 'WhatIf1795390000042';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE coverage_what_ifs (
        company_id uuid NOT NULL REFERENCES companies,
        id uuid NOT NULL,
        asked_by uuid NOT NULL,
        asked_at timestamptz NOT NULL,
        policy jsonb NOT NULL,
        -- In whose place the draft would come; null: it would cover everybody.
        policy_id uuid,
        state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
        people int NOT NULL DEFAULT 0,
        of int NOT NULL,
        -- When the process that works on it was heard of last.
        beat_at timestamptz NOT NULL,
        result jsonb,
        PRIMARY KEY (company_id, id)
      );
      CREATE INDEX coverage_what_ifs_running ON coverage_what_ifs (company_id, beat_at) WHERE state = 'running';
      ${forceTenancy('coverage_what_ifs')}
      GRANT SELECT, INSERT, UPDATE (state) ON coverage_what_ifs TO holdfast_api;
      GRANT SELECT, UPDATE, DELETE ON coverage_what_ifs TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE coverage_what_ifs');
  }
}
