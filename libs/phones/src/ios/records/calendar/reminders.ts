import type { Row } from '../../../records/row.js';
import type { PrivateDatabase } from '../database/private-database.js';
import { iosRow } from '../ios-row.js';

/** Android's number of a reminder that is shown. */
const ALERT = 1;
/** Ten years; Apple stores impossible numbers where a time is fixed instead. */
const MOST_SECONDS = 315_360_000;

/** When events are announced, ordered by event: those so long before the event; those at a fixed time are not told. */
export function* reminders(database: PrivateDatabase): Generator<Row> {
  const table = database.table('Alarm');
  const find = table?.finder({ trigger_interval: 'number', disabled: 'number' });
  for (const [event, id] of table?.pairs('calendaritem_owner_id') ?? []) {
    const row = find?.(id);
    const seconds = -(row?.real('trigger_interval') ?? Number.NaN);
    if (row === undefined || row.is('disabled') || !(seconds >= 0 && seconds <= MOST_SECONDS)) continue;
    yield iosRow(id, { event_id: event, minutes: Math.round(seconds / 60), method: ALERT });
  }
}
