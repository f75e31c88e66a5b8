import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why something lacks, where a gap has one of several causes: its next step depends on it. */
export class GapCauses1795390000016 implements MigrationInterface {
  readonly name = 'GapCauses1795390000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE coverage_gaps ADD COLUMN cause text');
  }

  async down(runner: QueryRunner): Promise<void> {
    // The release before has no words for these gaps. Forced row-level security hides all rows from the table's owner: it
    // is lifted while they are closed.
    await runner.query(`
      ALTER TABLE coverage_gaps DISABLE ROW LEVEL SECURITY;
      UPDATE coverage_gaps SET closed_at = now() WHERE code = 'partial' AND closed_at IS NULL;
      ALTER TABLE coverage_gaps ENABLE ROW LEVEL SECURITY;
      ALTER TABLE coverage_gaps DROP COLUMN cause;
    `);
  }
}
