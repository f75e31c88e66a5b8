import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A phone is released when it is sold, lost or given back: it has no enrolment any more, and its row stays for what is
 * backed up of it. Whoever has the phone next enrols it as theirs, so its key is unique among those that are enrolled.
 */
export class ReleasedPhones1795390000030 implements MigrationInterface {
  readonly name = 'ReleasedPhones1795390000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE fleet_phones ADD released_on date;
      ALTER TABLE fleet_phones DROP CONSTRAINT fleet_phones_company_id_phone_key_key;
      ALTER TABLE fleet_phones ADD UNIQUE (company_id, employee_id, phone_key);
      CREATE UNIQUE INDEX fleet_phones_enrolled_once ON fleet_phones (company_id, phone_key)
        WHERE released_on IS NULL;
      GRANT DELETE ON fleet_enrolments TO holdfast_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Two rows of one phone are two people's: the constraint comes back only where there are none.
    await runner.query(`
      REVOKE DELETE ON fleet_enrolments FROM holdfast_api;
      DROP INDEX fleet_phones_enrolled_once;
      ALTER TABLE fleet_phones DROP CONSTRAINT fleet_phones_company_id_employee_id_phone_key_key;
      ALTER TABLE fleet_phones ADD UNIQUE (company_id, phone_key);
      ALTER TABLE fleet_phones DROP COLUMN released_on;
    `);
  }
}
