import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * Versions that a phone's own history does not explain, and what somebody said of them. While a suspicious one is open, no
 * older version of that phone may be removed.
 */
export class Anomalies1795390000040 implements MigrationInterface {
  readonly name = 'Anomalies1795390000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE anomalies_found (
        company_id uuid NOT NULL,
        id uuid NOT NULL DEFAULT gen_random_uuid(),
        phone_id uuid NOT NULL,
        snapshot_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('encrypted', 'replaced', 'gone', 'stopped-growing')),
        category text,
        details jsonb NOT NULL,
        found_at timestamptz NOT NULL,
        verdict text CHECK (verdict IN ('expected', 'harm', 'recovered')),
        looked_at timestamptz,
        looked_by uuid,
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, snapshot_id, kind),
        FOREIGN KEY (company_id, phone_id) REFERENCES fleet_phones (company_id, id),
        FOREIGN KEY (company_id, snapshot_id) REFERENCES backup_snapshots (company_id, id) ON DELETE CASCADE
      );
      -- Open: nobody has said that it was expected, or that all is restored.
      CREATE INDEX anomalies_open ON anomalies_found (company_id, phone_id, found_at)
        WHERE verdict IS NULL OR verdict = 'harm';
      CREATE INDEX anomalies_by_time ON anomalies_found (company_id, found_at DESC, id DESC);
      ${forceTenancy('anomalies_found')}
      GRANT SELECT, INSERT, UPDATE (verdict, looked_at, looked_by) ON anomalies_found TO holdfast_api;
      GRANT SELECT, DELETE, UPDATE (found_at, looked_at) ON anomalies_found TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE anomalies_found');
  }
}
