import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/**
 * Runs, leases, snapshots and their proven copies. A snapshot is recorded once by the name of its object, so twenty
 * commits at once make one row; a committed snapshot never changes (no UPDATE is granted to anybody).
 */
export class Backup1795390000012 implements MigrationInterface {
  readonly name = 'Backup1795390000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE backup_runs (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        phone_id uuid NOT NULL,
        agent_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('backup', 'restore', 'verify', 'drill')),
        outcome text NOT NULL DEFAULT 'running'
          CHECK (outcome IN ('running', 'completed', 'interrupted', 'failed', 'cancelled')),
        cause text,
        -- The snapshot that a commit of this run proved; without one a backup never counts as completed.
        snapshot_id uuid,
        progress jsonb,
        started_at timestamptz NOT NULL,
        reported_at timestamptz NOT NULL,
        ended_at timestamptz,
        PRIMARY KEY (company_id, id),
        FOREIGN KEY (company_id, phone_id) REFERENCES fleet_phones (company_id, id),
        CHECK ((outcome = 'running') = (ended_at IS NULL))
      );
      CREATE INDEX backup_runs_of_phone ON backup_runs (company_id, phone_id, started_at DESC, id DESC);
      CREATE INDEX backup_runs_newest ON backup_runs (company_id, started_at DESC, id DESC);
      CREATE INDEX backup_runs_running ON backup_runs (company_id, reported_at) WHERE outcome = 'running';

      CREATE TABLE backup_leases (
        company_id uuid NOT NULL,
        phone_id uuid NOT NULL,
        fence bigint NOT NULL,
        agent_id uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, phone_id),
        FOREIGN KEY (company_id, phone_id) REFERENCES fleet_phones (company_id, id)
      );

      CREATE TABLE backup_snapshots (
        company_id uuid NOT NULL,
        id uuid NOT NULL,
        phone_id uuid NOT NULL,
        repository_id uuid NOT NULL,
        run_id uuid NOT NULL,
        object_name text NOT NULL,
        taken_at timestamptz NOT NULL,
        committed_at timestamptz NOT NULL,
        categories text[] NOT NULL,
        files bigint NOT NULL,
        bytes bigint NOT NULL,
        stored_bytes bigint NOT NULL,
        facts jsonb NOT NULL,
        PRIMARY KEY (company_id, id),
        UNIQUE (company_id, repository_id, object_name),
        FOREIGN KEY (company_id, phone_id) REFERENCES fleet_phones (company_id, id),
        FOREIGN KEY (company_id, repository_id) REFERENCES storage_repositories (company_id, id),
        FOREIGN KEY (company_id, run_id) REFERENCES backup_runs (company_id, id)
      );
      CREATE INDEX backup_snapshots_of_phone ON backup_snapshots (company_id, phone_id, taken_at DESC, id DESC);
      CREATE INDEX backup_snapshots_of_repository
        ON backup_snapshots (company_id, repository_id, committed_at DESC, id DESC);

      CREATE TABLE storage_copies (
        company_id uuid NOT NULL,
        snapshot_id uuid NOT NULL,
        location_id uuid NOT NULL,
        proven_at timestamptz NOT NULL,
        proven_by text NOT NULL CHECK (proven_by IN ('server', 'agent')),
        segments int NOT NULL,
        objects int NOT NULL,
        PRIMARY KEY (company_id, snapshot_id, location_id),
        FOREIGN KEY (company_id, snapshot_id) REFERENCES backup_snapshots (company_id, id),
        FOREIGN KEY (company_id, location_id) REFERENCES storage_locations (company_id, id)
      );
      CREATE INDEX storage_copies_of_location ON storage_copies (company_id, location_id);

      ${forceTenancy('backup_runs', 'backup_leases', 'backup_snapshots', 'storage_copies')}

      GRANT SELECT, INSERT, UPDATE ON backup_runs, backup_leases TO holdfast_api;
      GRANT SELECT, INSERT ON backup_snapshots, storage_copies TO holdfast_api;
      GRANT SELECT ON backup_leases, backup_snapshots, storage_copies TO holdfast_jobs;
      GRANT SELECT, UPDATE ON backup_runs TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE storage_copies, backup_snapshots, backup_leases, backup_runs');
  }
}
