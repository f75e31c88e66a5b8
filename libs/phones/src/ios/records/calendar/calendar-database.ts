import { ATTENDEES, CALENDARS, EVENTS, REMINDERS } from '../../../records/calendar/calendar-columns.js';
import type { RecordTable, Row } from '../../../records/row.js';
import { PrivateDatabase } from '../database/private-database.js';
import { iosRow } from '../ios-row.js';
import { IosTables } from '../ios-tables.js';
import type { Tally } from '../tally.js';
import { attendees } from './attendees.js';
import { events } from './events.js';
import { reminders } from './reminders.js';

/** Android's columns, then what only an iPhone says. */
const EVENT_TABLE: RecordTable = {
  columns: { ...EVENTS.columns, url: 'text', created: 'ms', last_modified: 'ms' },
};
const ATTENDEE_TABLE: RecordTable = { columns: { ...ATTENDEES.columns, attendeePhone: 'text' } };

/** `Calendar.sqlitedb` as the tables of Android's calendars. */
export function calendarDatabase(path: string, tally: Tally): IosTables {
  return new IosTables(
    {
      events: { table: EVENT_TABLE, rows: () => opened(path, (database) => events(database, tally)) },
      calendars: { table: CALENDARS, rows: () => opened(path, calendars) },
      attendees: { table: ATTENDEE_TABLE, rows: () => opened(path, attendees) },
      reminders: { table: REMINDERS, rows: () => opened(path, reminders) },
    },
    tally,
  );
}

function* opened(path: string, rows: (database: PrivateDatabase) => Iterable<Row>): Generator<Row> {
  const database = PrivateDatabase.open(path);
  try {
    yield* rows(database);
  } finally {
    database.close();
  }
}

function* calendars(database: PrivateDatabase): Generator<Row> {
  const table = database.table('Calendar');
  for (const calendar of table?.rows({ title: 'text', color: 'text' }) ?? []) {
    const title = calendar.filled('title');
    yield iosRow(calendar.id, {
      name: title,
      calendar_displayName: title,
      calendar_color: argbOf(calendar.text('color')),
    });
  }
}

/** `#RRGGBB` as Android writes colours: opaque, and a signed number. */
function argbOf(color: string | undefined): number | undefined {
  const [, hex] = /^#([0-9a-f]{6})(?:[0-9a-f]{2})?$/i.exec(color ?? '') ?? [];
  return hex === undefined ? undefined : Number.parseInt(`ff${hex}`, 16) | 0;
}
