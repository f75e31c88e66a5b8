import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whose step a gap waits for, and what stands above it: an incident, of which its owner hears once instead of everybody, or
 * an exemption, which keeps it out of reminders and lists of what is to be done, never out of a report.
 */
export class WhoseGaps1795390000031 implements MigrationInterface {
  readonly name = 'WhoseGaps1795390000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE coverage_gaps
        ADD whose text NOT NULL DEFAULT 'employee' CHECK (whose IN ('employee', 'admin')),
        ADD incident_id uuid,
        ADD exemption_id uuid;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE coverage_gaps DROP COLUMN whose, DROP COLUMN incident_id, DROP COLUMN exemption_id',
    );
  }
}
