import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * Causes above single phones, and what they are found by: how each location answered when it was tried last, when its
 * credential ends, since when an identity provider does not answer, and what phones have in common (version of the agent,
 * system, why they fail), counted as everything else is. What a location costs and where it lies stands with it, as said by
 * who connected it.
 */
export class Incidents1795390000039 implements MigrationInterface {
  readonly name = 'Incidents1795390000039';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE coverage_incidents (
        company_id uuid NOT NULL REFERENCES companies,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        kind text NOT NULL,
        -- Of what: a location, a connection, a version. Empty where there is only one.
        key text NOT NULL,
        severity text NOT NULL CHECK (severity IN ('risk', 'lost')),
        details jsonb NOT NULL,
        since timestamptz NOT NULL,
        opened_at timestamptz NOT NULL,
        closed_at timestamptz,
        owner_id uuid,
        PRIMARY KEY (company_id, id)
      );
      CREATE UNIQUE INDEX coverage_incidents_open ON coverage_incidents (company_id, kind, key) WHERE closed_at IS NULL;
      CREATE INDEX coverage_incidents_by_time ON coverage_incidents (company_id, opened_at DESC, id DESC);
      ALTER TABLE coverage_states
        ADD agent_version text NOT NULL DEFAULT '',
        ADD system text NOT NULL DEFAULT '',
        -- Why its last backups failed; empty: they do not.
        ADD failing_cause text NOT NULL DEFAULT '';

      CREATE TABLE storage_health (
        company_id uuid NOT NULL,
        location_id uuid NOT NULL,
        checked_at timestamptz NOT NULL,
        trouble text CHECK (trouble IN ('unreachable', 'refused', 'full', 'unpaid')),
        since timestamptz,
        tries int NOT NULL DEFAULT 0,
        PRIMARY KEY (company_id, location_id),
        FOREIGN KEY (company_id, location_id) REFERENCES storage_locations (company_id, id)
      );
      ALTER TABLE storage_locations
        -- ISO 3166-1, as somebody has declared it.
        ADD jurisdiction text CHECK (jurisdiction ~ '^[A-Z]{2}$'),
        ADD expires_on date,
        ADD price_per_gib_month numeric(12, 6) CHECK (price_per_gib_month >= 0),
        ADD price_currency text CHECK (price_currency ~ '^[A-Z]{3}$'),
        ADD price_as_of date,
        ADD CHECK ((price_per_gib_month IS NULL) = (price_currency IS NULL) AND (price_currency IS NULL) = (price_as_of IS NULL));
      ALTER TABLE sso_connections ADD metadata_failing_since timestamptz;

      ${forceTenancy('coverage_incidents', 'storage_health')}
      GRANT SELECT, UPDATE (owner_id) ON coverage_incidents TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON coverage_incidents, storage_health TO holdfast_jobs;
      GRANT SELECT ON storage_health TO holdfast_api;
      GRANT UPDATE (name, jurisdiction, expires_on, price_per_gib_month, price_currency, price_as_of)
        ON storage_locations TO holdfast_api;
      GRANT UPDATE (metadata_failing_since) ON sso_connections TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sso_connections DROP metadata_failing_since;
      ALTER TABLE storage_locations DROP jurisdiction, DROP expires_on, DROP price_per_gib_month, DROP price_currency,
        DROP price_as_of;
      ALTER TABLE coverage_states DROP agent_version, DROP system, DROP failing_cause;
      DROP TABLE storage_health, coverage_incidents;
    `);
  }
}
