import type { Table } from '../content/table.js';

export const CALENDARS: Table = {
  uri: 'content://com.android.calendar/calendars',
  columns: {
    account_type: 'text',
    name: 'text',
    calendar_displayName: 'text',
    calendar_color: 'number',
    calendar_timezone: 'text',
    calendar_access_level: 'number',
    visible: 'number',
  },
};

export const EVENTS: Table = {
  uri: 'content://com.android.calendar/events',
  columns: {
    calendar_id: 'number',
    title: 'text',
    description: 'text',
    eventLocation: 'text',
    eventColor: 'number',
    eventStatus: 'number',
    dtstart: 'ms',
    dtend: 'ms',
    duration: 'text',
    eventTimezone: 'text',
    eventEndTimezone: 'text',
    allDay: 'number',
    accessLevel: 'number',
    availability: 'number',
    rrule: 'text',
    rdate: 'text',
    exrule: 'text',
    exdate: 'text',
    original_id: 'number',
    originalInstanceTime: 'ms',
    originalAllDay: 'number',
    organizer: 'text',
    uid2445: 'text',
    deleted: 'number',
  },
};

/** The provider joins attendees and reminders with events: in a condition their `_id` has to say whose it is. */
export const ATTENDEES: Table = {
  uri: 'content://com.android.calendar/attendees',
  idInConditions: 'Attendees._id',
  columns: {
    event_id: 'number',
    attendeeName: 'text',
    attendeeEmail: 'text',
    attendeeRelationship: 'number',
    attendeeType: 'number',
    attendeeStatus: 'number',
  },
};

export const REMINDERS: Table = {
  uri: 'content://com.android.calendar/reminders',
  idInConditions: 'Reminders._id',
  columns: { event_id: 'number', minutes: 'number', method: 'number' },
};
