import type { EntityManager } from 'typeorm';
import { type ErasedPerson, eraseRows, type RowsErased } from '../database/erase-rows.js';

/** On which days a person was reminded, when they would be next, what they set, and what is queued to them or told of them. */
export const eraseRemindersOf = async (db: EntityManager, person: ErasedPerson): Promise<RowsErased> => {
  await db.query(
    `UPDATE notify_outbox SET about = jsonb_set(about, '{people}', (about->'people') - $2)
     WHERE company_id = $1 AND kind = 'escalation' AND about->'people' ? $2`,
    [...person],
  );
  await db.query(
    'UPDATE notify_settings SET alert_people = array_remove(alert_people, $2::uuid) WHERE company_id = $1',
    [...person],
  );
  return eraseRows(db, person, {
    notify_reminders: 'employee_id = $2',
    notify_due: 'employee_id = $2',
    notify_preferences: 'employee_id = $2',
    notify_outbox: 'employee_id = $2',
    notify_deliveries: 'employee_id = $2',
    notify_changes: 'employee_id = $2',
  });
};
