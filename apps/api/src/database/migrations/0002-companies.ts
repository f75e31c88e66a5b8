import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/** The tenant itself and its privacy notices. A notice that was published is evidence: it is never changed or removed. */
export class Companies1795390000002 implements MigrationInterface {
  readonly name = 'Companies1795390000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE companies (
        company_id uuid PRIMARY KEY,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE company_notices (
        company_id uuid NOT NULL REFERENCES companies,
        version int NOT NULL CHECK (version >= 1),
        text text NOT NULL,
        text_sha256 text NOT NULL CHECK (text_sha256 ~ '^[0-9a-f]{64}$'),
        published_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (company_id, version)
      );
      ${forceTenancy('companies', 'company_notices')}
      GRANT SELECT, INSERT ON companies, company_notices TO holdfast_api;
      GRANT SELECT ON companies, company_notices TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE company_notices, companies');
  }
}
