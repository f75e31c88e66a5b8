import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * Policies with versions, and who they apply to. A published version is evidence for an auditor, so neither grants
 * nor a trigger let anybody change or remove one; the policy row only points at the version in force.
 */
export class Policies1795390000010 implements MigrationInterface {
  readonly name = 'Policies1795390000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE policies (
        company_id uuid NOT NULL REFERENCES companies,
        id uuid NOT NULL,
        version int NOT NULL CHECK (version >= 1),
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id)
      );
      CREATE TABLE policy_versions (
        company_id uuid NOT NULL,
        policy_id uuid NOT NULL,
        version int NOT NULL CHECK (version >= 1),
        policy jsonb NOT NULL,
        published_at timestamptz NOT NULL,
        published_by uuid,
        PRIMARY KEY (company_id, policy_id, version),
        FOREIGN KEY (company_id, policy_id) REFERENCES policies (company_id, id)
      );
      CREATE TABLE policy_assignments (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        policy_id uuid NOT NULL,
        -- Groups come with the directory; until then a policy is assigned to everybody.
        applies_to text NOT NULL CHECK (applies_to IN ('everybody')),
        priority int NOT NULL,
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, applies_to, priority),
        FOREIGN KEY (company_id, policy_id) REFERENCES policies (company_id, id)
      );

      CREATE FUNCTION policy_versions_are_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a published policy version is immutable: publish another one';
      END $$;
      CREATE TRIGGER policy_versions_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_versions
        FOR EACH STATEMENT EXECUTE FUNCTION policy_versions_are_immutable();

      ${forceTenancy('policies', 'policy_versions', 'policy_assignments')}

      GRANT SELECT, INSERT, UPDATE (version) ON policies TO holdfast_api;
      GRANT SELECT, INSERT ON policy_versions, policy_assignments TO holdfast_api;
      GRANT SELECT ON policies, policy_versions, policy_assignments TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE policy_assignments, policy_versions, policies;
      DROP FUNCTION policy_versions_are_immutable();
    `);
  }
}
