import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * Locations, one repository an employee, uploads that no snapshot names yet, proven copies, and what each repository
 * holds where. Lists of objects are not rows: they are segments in the location, or a million phones would need three
 * billion rows. A location's credentials are sealed by the application before they get here.
 */
export class Storage1795390000011 implements MigrationInterface {
  readonly name = 'Storage1795390000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE storage_locations (
        company_id uuid NOT NULL REFERENCES companies,
        id uuid NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        kind text NOT NULL CHECK (kind IN ('served-folder', 's3')),
        settings jsonb NOT NULL,
        sealed_credentials bytea,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (company_id, id),
        CHECK ((kind = 's3') = (sealed_credentials IS NOT NULL))
      );
      CREATE TABLE storage_repositories (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        employee_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, employee_id),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      CREATE TABLE storage_uploads (
        company_id uuid NOT NULL,
        location_id uuid NOT NULL,
        repository_id uuid NOT NULL,
        name text NOT NULL CHECK (length(name) <= 200),
        size bigint NOT NULL CHECK (size > 0),
        signed_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, location_id, repository_id, name),
        FOREIGN KEY (company_id, location_id) REFERENCES storage_locations (company_id, id),
        FOREIGN KEY (company_id, repository_id) REFERENCES storage_repositories (company_id, id)
      );
      CREATE TABLE storage_holdings (
        company_id uuid NOT NULL,
        location_id uuid NOT NULL,
        repository_id uuid NOT NULL,
        stored_bytes bigint NOT NULL DEFAULT 0 CHECK (stored_bytes >= 0),
        objects bigint NOT NULL DEFAULT 0 CHECK (objects >= 0),
        PRIMARY KEY (company_id, location_id, repository_id),
        FOREIGN KEY (company_id, location_id) REFERENCES storage_locations (company_id, id),
        FOREIGN KEY (company_id, repository_id) REFERENCES storage_repositories (company_id, id)
      );
      ${forceTenancy('storage_locations', 'storage_repositories', 'storage_uploads', 'storage_holdings')}

      GRANT SELECT, INSERT ON storage_locations, storage_repositories TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE, DELETE ON storage_uploads TO holdfast_api;
      GRANT SELECT, INSERT, UPDATE ON storage_holdings TO holdfast_api;
      GRANT SELECT ON storage_locations, storage_repositories, storage_uploads, storage_holdings TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE storage_holdings, storage_uploads, storage_repositories, storage_locations',
    );
  }
}
