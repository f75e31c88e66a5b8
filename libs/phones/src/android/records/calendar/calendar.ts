import { calendarIcs } from '../../../records/calendar/calendar-ics.js';
import { calendarJson } from '../../../records/calendar/calendar-json.js';
import { FOLDERS } from '../../../records/record-names.js';
import type { RecordKind } from '../record-kind.js';
import { ATTENDEES, CALENDARS, EVENTS, REMINDERS } from './calendar-tables.js';

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
    { name: 'calendar.json', render: calendarJson },
    { name: 'calendar.ics', render: calendarIcs },
  ],
};
