import type { MigrationInterface, QueryRunner } from 'typeorm';
import { forceTenancy } from '../tenant-table.js';

/** Reminders that were sent. The unique key is what makes "at most one a day" true in any number of processes. */
export class Notify1795390000014 implements MigrationInterface {
  readonly name = 'Notify1795390000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notify_reminders (
        company_id uuid NOT NULL,
        employee_id uuid NOT NULL,
        sent_on date NOT NULL,
        channel text NOT NULL CHECK (channel IN ('email')),
        sent_at timestamptz NOT NULL,
        PRIMARY KEY (company_id, employee_id, sent_on, channel),
        FOREIGN KEY (company_id, employee_id) REFERENCES people_employees (company_id, id)
      );
      ${forceTenancy('notify_reminders')}
      -- DELETE: a claim is given back when the mail server did not take the message.
      GRANT SELECT, INSERT, DELETE ON notify_reminders TO holdfast_api, holdfast_jobs;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notify_reminders');
  }
}
