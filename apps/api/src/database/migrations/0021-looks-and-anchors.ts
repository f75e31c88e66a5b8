import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * Which looks at people were put on record within the last hour, so that a page that asks every few seconds is one event;
 * and where each anchor of the audit log was written. No foreign keys: what lies somewhere outlives the row of its place.
 */
export class LooksAndAnchors1795390000021 implements MigrationInterface {
  readonly name = 'LooksAndAnchors1795390000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Rows older than an hour say nothing and are deleted.
      CREATE TABLE access_noted (
        company_id uuid NOT NULL,
        person_id uuid NOT NULL,
        action text NOT NULL CHECK (length(action) <= 40),
        -- An id, a route, or 'all'.
        target text NOT NULL CHECK (length(target) <= 80),
        noted_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, person_id, action, target)
      );
      CREATE TABLE audit_anchor_copies (
        company_id uuid NOT NULL,
        seq bigint NOT NULL,
        location_id uuid NOT NULL,
        tried_at timestamptz NOT NULL,
        written_at timestamptz,
        locked boolean NOT NULL DEFAULT false,
        PRIMARY KEY (company_id, seq, location_id)
      );
      ${forceTenancy('access_noted', 'audit_anchor_copies')}
      GRANT SELECT, INSERT, UPDATE ON access_noted TO holdfast_api;
      GRANT SELECT, DELETE ON access_noted TO holdfast_jobs;
      GRANT SELECT ON audit_anchor_copies TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE ON audit_anchor_copies TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE access_noted, audit_anchor_copies');
  }
}
