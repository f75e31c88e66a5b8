import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when somebody has left: the terms of a leaver count from there. */
export class Leavers1795390000023 implements MigrationInterface {
  readonly name = 'Leavers1795390000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE people_employees ADD left_at timestamptz;
      -- Of every company: row-level security holds for the owner of the table too, but for this one statement.
      ALTER TABLE people_employees NO FORCE ROW LEVEL SECURITY;
      -- Nobody wrote down when: their terms begin now, which is the longer one for them.
      UPDATE people_employees SET left_at = now() WHERE NOT active;
      ALTER TABLE people_employees FORCE ROW LEVEL SECURITY;
      ALTER TABLE people_employees ADD CONSTRAINT people_employees_left CHECK (active = (left_at IS NULL));
      CREATE INDEX people_employees_by_leaving ON people_employees (company_id, left_at) WHERE left_at IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE people_employees DROP COLUMN left_at');
  }
}
