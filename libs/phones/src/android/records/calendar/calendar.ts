import { jsonFile, jsonRow, type JsonRecord } from '../formats/record-json.js';
import type { RecordKind } from '../record-kind.js';
import { FOLDERS } from '../record-names.js';
import type { RecordTables } from '../record-tables.js';
import { withChildren } from '../with-children.js';
import { calendarIcs } from './calendar-ics.js';
import { ATTENDEES, CALENDARS, EVENTS, REMINDERS } from './calendar-tables.js';

/** What an event's row is joined with. */
export const EVENT_CHILDREN = [
  { table: 'attendees', key: 'event_id' },
  { table: 'reminders', key: 'event_id' },
];

/** The calendars that the phone keeps. Android stores no time of an event's last change, so the files have none. */
export const CALENDAR: RecordKind = {
  category: 'calendar',
  folder: FOLDERS.calendar,
  tables: {
    events: { table: EVENTS, needed: true, records: true },
    calendars: { table: CALENDARS, needed: false, records: false },
    attendees: { table: ATTENDEES, needed: false, records: false },
    reminders: { table: REMINDERS, needed: false, records: false },
  },
  secondsOf: () => 0,
  files: [
    {
      name: 'calendar.json',
      render: (tables) => jsonFile('calendar', jsonEvents(tables), { calendars: calendars(tables) }),
    },
    { name: 'calendar.ics', render: (tables) => calendarIcs(tables, EVENT_CHILDREN) },
  ],
};

async function* calendars(tables: RecordTables): AsyncGenerator<JsonRecord> {
  for await (const row of tables.rows('calendars')) yield jsonRow(row, tables.table('calendars'));
}

async function* jsonEvents(tables: RecordTables): AsyncGenerator<JsonRecord> {
  for await (const { row, children } of withChildren(tables, 'events', EVENT_CHILDREN)) {
    const [attendees = [], reminders = []] = children;
    yield {
      ...jsonRow(row, tables.table('events')),
      attendees: attendees.map((child) => jsonRow(child, tables.table('attendees'))),
      reminders: reminders.map((child) => jsonRow(child, tables.table('reminders'))),
    };
  }
}
