import { jsonFile, jsonRow, jsonRows, type JsonRecord } from '../formats/record-json.js';
import type { RecordRows } from '../record-rows.js';

/** What an event's row is joined with. */
export const EVENT_CHILDREN = [
  { table: 'attendees', key: 'event_id' },
  { table: 'reminders', key: 'event_id' },
];

/** `calendar.json`, of the tables `events`, `calendars`, `attendees` and `reminders`. */
export function calendarJson(tables: RecordRows): AsyncGenerator<string> {
  return jsonFile('calendar', jsonEvents(tables), { calendars: jsonRows(tables, 'calendars') });
}

async function* jsonEvents(tables: RecordRows): AsyncGenerator<JsonRecord> {
  for await (const { row, children } of tables.families('events', EVENT_CHILDREN)) {
    const [attendees = [], reminders = []] = children;
    yield {
      ...jsonRow(row, tables.table('events')),
      attendees: attendees.map((child) => jsonRow(child, tables.table('attendees'))),
      reminders: reminders.map((child) => jsonRow(child, tables.table('reminders'))),
    };
  }
}
