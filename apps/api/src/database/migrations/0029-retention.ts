import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Times of day are kept for 14 days and dates after that, and rows go when their purpose has. The jobs may change the
 * moments and nothing else of a snapshot; the indexes hold just the rows that still tell a time.
 */
export class Retention1795390000029 implements MigrationInterface {
  readonly name = 'Retention1795390000029';

  async up(runner: QueryRunner): Promise<void> {
    const fine = (table: string, column: string): string =>
      `CREATE INDEX ${table}_telling_time ON ${table} (company_id, ${column}) WHERE (${column} AT TIME ZONE 'UTC')::time >= '00:00:01';`;
    await runner.query(`
      ${fine('backup_runs', 'started_at')}
      ${fine('backup_snapshots', 'taken_at')}
      ${fine('storage_copies', 'proven_at')}
      ${fine('coverage_gaps', 'opened_at')}
      CREATE INDEX backup_runs_ended ON backup_runs (company_id, ended_at) WHERE ended_at IS NOT NULL;
      CREATE INDEX coverage_gaps_closed ON coverage_gaps (company_id, closed_at) WHERE closed_at IS NOT NULL;
      CREATE INDEX notify_reminders_sent ON notify_reminders (company_id, sent_at);
      -- Runs end their term before the snapshots that came of them.
      ALTER TABLE backup_snapshots DROP CONSTRAINT backup_snapshots_company_id_run_id_fkey;

      GRANT UPDATE (created_at, last_seen_at) ON fleet_workstations TO holdfast_jobs;
      GRANT UPDATE (created_at, revoked_at) ON fleet_agents TO holdfast_jobs;
      GRANT UPDATE (created_at) ON fleet_phones TO holdfast_jobs;
      GRANT UPDATE (created_at, attach_at) ON fleet_enrolments TO holdfast_jobs;
      GRANT DELETE ON fleet_commands, backup_runs, coverage_gaps TO holdfast_jobs;
      GRANT UPDATE (taken_at, committed_at) ON backup_snapshots TO holdfast_jobs;
      GRANT UPDATE (proven_at) ON storage_copies TO holdfast_jobs;
      GRANT UPDATE (signed_at) ON storage_uploads TO holdfast_jobs;
      GRANT UPDATE (sent_at) ON notify_reminders TO holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The foreign key does not come back: a run of a snapshot may be gone by now.
    await runner.query(`
      REVOKE UPDATE (created_at, last_seen_at) ON fleet_workstations FROM holdfast_jobs;
      REVOKE UPDATE (created_at, revoked_at) ON fleet_agents FROM holdfast_jobs;
      REVOKE UPDATE (created_at) ON fleet_phones FROM holdfast_jobs;
      REVOKE UPDATE (created_at, attach_at) ON fleet_enrolments FROM holdfast_jobs;
      REVOKE DELETE ON fleet_commands, backup_runs, coverage_gaps FROM holdfast_jobs;
      REVOKE UPDATE (taken_at, committed_at) ON backup_snapshots FROM holdfast_jobs;
      REVOKE UPDATE (proven_at) ON storage_copies FROM holdfast_jobs;
      REVOKE UPDATE (signed_at) ON storage_uploads FROM holdfast_jobs;
      REVOKE UPDATE (sent_at) ON notify_reminders FROM holdfast_jobs;
      DROP INDEX notify_reminders_sent, coverage_gaps_closed, backup_runs_ended, coverage_gaps_telling_time,
        storage_copies_telling_time, backup_snapshots_telling_time, backup_runs_telling_time;
    `);
  }
}
