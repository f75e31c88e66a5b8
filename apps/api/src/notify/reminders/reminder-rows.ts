import type { ReminderChannel } from '@holdfast/policy';
import type { EntityManager } from 'typeorm';

/** That somebody was reminded, on one way. */
export interface NotedReminder {
  readonly employeeId: string;
  readonly channel: ReminderChannel;
}

/** Keeps who was reminded, and on which ways. */
export async function noteReminders(
  db: EntityManager,
  companyId: string,
  noted: readonly NotedReminder[],
  now: Date,
): Promise<void> {
  if (noted.length === 0) return;
  await db.query(
    `INSERT INTO notify_reminders (company_id, employee_id, sent_on, channel, sent_at)
     SELECT $1, employee_id, ($4::timestamptz AT TIME ZONE 'UTC')::date, channel, $4
     FROM unnest($2::uuid[], $3::text[]) AS r (employee_id, channel) ON CONFLICT DO NOTHING`,
    [companyId, noted.map(({ employeeId }) => employeeId), noted.map(({ channel }) => channel), now],
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
