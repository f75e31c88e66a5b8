import * as columns from '../../../records/calendar/calendar-columns.js';
import type { Table } from '../content/table.js';

export const CALENDARS: Table = { uri: 'content://com.android.calendar/calendars', ...columns.CALENDARS };

export const EVENTS: Table = { uri: 'content://com.android.calendar/events', ...columns.EVENTS };

/** The provider joins attendees and reminders with events: in a condition their `_id` has to say whose it is. */
export const ATTENDEES: Table = {
  uri: 'content://com.android.calendar/attendees',
  idInConditions: 'Attendees._id',
  ...columns.ATTENDEES,
};

export const REMINDERS: Table = {
  uri: 'content://com.android.calendar/reminders',
  idInConditions: 'Reminders._id',
  ...columns.REMINDERS,
};
