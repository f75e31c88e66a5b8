import type { ReminderChannel } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

/** Keeps that a person was reminded, and on which ways. */
export async function noteReminder(
  db: EntityManager,
  companyId: string,
  employeeId: string,
  channels: readonly ReminderChannel[],
  now: Date,
): Promise<void> {
  await db.query(
    `INSERT INTO notify_reminders (company_id, employee_id, sent_on, channel, sent_at)
     SELECT $1, $2, ($4::timestamptz AT TIME ZONE 'UTC')::date, channel, $4 FROM unnest($3::text[]) AS channel
     ON CONFLICT DO NOTHING`,
    [companyId, employeeId, channels, now],
  );
}

/** Gives today's e-mail back: the mail server did not take it. */
export async function releaseReminder(
  db: EntityManager,
  companyId: string,
  employeeId: string,
  now: Date,
): Promise<void> {
  await db.query(
    `DELETE FROM notify_reminders WHERE company_id = $1 AND employee_id = $2
       AND sent_on = ($3::timestamptz AT TIME ZONE 'UTC')::date AND channel = 'email'`,
    [companyId, employeeId, now],
  );
}
