import type { MigrationInterface, QueryRunner } from 'typeorm';

const CHECK = 'fleet_enrolments_attach_check';

/** A phone whose port this user may not open, and one that runs its recovery: both have a next step of their own. */
export class AttachStates1795390000015 implements MigrationInterface {
  readonly name = 'AttachStates1795390000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE fleet_enrolments DROP CONSTRAINT ${CHECK};
      ALTER TABLE fleet_enrolments ADD CONSTRAINT ${CHECK}
        CHECK (attach IN ('detached', 'unauthorised', 'locked', 'offline', 'no-permissions', 'recovery', 'ready'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Forced row-level security hides all rows from the table's owner: it is lifted while they are made sayable again.
    await runner.query(`
      ALTER TABLE fleet_enrolments DISABLE ROW LEVEL SECURITY;
      UPDATE fleet_enrolments SET attach = CASE attach WHEN 'recovery' THEN 'offline' ELSE 'unauthorised' END
        WHERE attach IN ('no-permissions', 'recovery');
      ALTER TABLE fleet_enrolments ENABLE ROW LEVEL SECURITY;
      ALTER TABLE fleet_enrolments DROP CONSTRAINT ${CHECK};
      ALTER TABLE fleet_enrolments ADD CONSTRAINT ${CHECK}
        CHECK (attach IN ('detached', 'unauthorised', 'locked', 'offline', 'ready'));
    `);
  }
}
