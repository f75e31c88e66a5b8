import type { RecordTable } from '../row.js';

export const CALENDARS: RecordTable = {
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

export const EVENTS: RecordTable = {
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

export const ATTENDEES: RecordTable = {
  columns: {
    event_id: 'number',
    attendeeName: 'text',
    attendeeEmail: 'text',
    attendeeRelationship: 'number',
    attendeeType: 'number',
    attendeeStatus: 'number',
  },
};

export const REMINDERS: RecordTable = {
  columns: { event_id: 'number', minutes: 'number', method: 'number' },
};
