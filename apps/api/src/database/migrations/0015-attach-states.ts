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
    await runner.query(`
      UPDATE fleet_enrolments SET attach = 'offline' WHERE attach IN ('no-permissions', 'recovery');
      ALTER TABLE fleet_enrolments DROP CONSTRAINT ${CHECK};
      ALTER TABLE fleet_enrolments ADD CONSTRAINT ${CHECK}
        CHECK (attach IN ('detached', 'unauthorised', 'locked', 'offline', 'ready'));
    `);
  }
}
