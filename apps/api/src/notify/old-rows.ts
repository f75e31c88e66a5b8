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
