import type { EntityManager } from 'typeorm';
import { dayOf, type OldRows, tellsTime, touched } from '../database/coarse-times.js';

const KEY =
  'r.company_id = $1 AND r.employee_id = d.employee_id AND r.sent_on = d.sent_on AND r.channel = d.channel';

/** Reminders keep the day on which they were sent. */
export const coarsenReminderTimes = async (db: EntityManager, old: OldRows): Promise<number> =>
  touched(
    await db.query(
      `UPDATE notify_reminders r SET sent_at = ${dayOf('r.sent_at')}
       FROM (SELECT employee_id, sent_on, channel FROM notify_reminders
         WHERE company_id = $1 AND sent_at < $2 AND ${tellsTime('sent_at')} LIMIT $3) d WHERE ${KEY}`,
      [...old],
    ),
  );

/** Reminders of long ago. */
export const deleteOldReminders = async (db: EntityManager, old: OldRows): Promise<number> =>
  touched(
    await db.query(
      `DELETE FROM notify_reminders r USING (SELECT employee_id, sent_on, channel FROM notify_reminders
         WHERE company_id = $1 AND sent_at < $2 LIMIT $3) d WHERE ${KEY}`,
      [...old],
    ),
  );

const deleteMadeBefore =
  (table: 'notify_outbox' | 'notify_alerts' | 'notify_deliveries', column: string) =>
  async (db: EntityManager, old: OldRows): Promise<number> =>
    touched(
      await db.query(
        `DELETE FROM ${table} WHERE company_id = $1 AND id IN (
           SELECT id FROM ${table} WHERE company_id = $1 AND ${column} < $2 LIMIT $3)`,
        [...old],
      ),
    );

/** Messages that were sent or given up; and of a server that has no mail any more. */
export const deleteOldMails = deleteMadeBefore('notify_outbox', 'queued_at');

/** What IT was told, and on which days its digests went out. */
export const deleteOldAlerts = async (db: EntityManager, old: OldRows): Promise<number> => {
  const days = await db.query(
    `DELETE FROM notify_digests WHERE company_id = $1 AND day IN (
       SELECT day FROM notify_digests WHERE company_id = $1 AND queued_at < $2 LIMIT $3)`,
    [...old],
  );
  return touched(days) + (await deleteMadeBefore('notify_alerts', 'raised_at')(db, old));
};

/** What webhooks were told. */
export const deleteOldDeliveries = deleteMadeBefore('notify_deliveries', 'made_at');
