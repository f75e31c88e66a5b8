import type { Databases, RowOf } from './content-double.js';

const NOON = Date.UTC(2026, 5, 15, 10);
const HOUR = 3_600_000;

const NO_EVENT = {
  calendar_id: 1,
  title: null,
  description: null,
  eventLocation: null,
  eventColor: null,
  eventStatus: 1,
  dtstart: NOON,
  dtend: null,
  duration: null,
  eventTimezone: 'Europe/Berlin',
  eventEndTimezone: null,
  allDay: 0,
  accessLevel: 0,
  availability: 0,
  rrule: null,
  rdate: null,
  exrule: null,
  exdate: null,
  original_id: null,
  originalInstanceTime: null,
  originalAllDay: null,
  organizer: null,
  uid2445: null,
  deleted: 0,
} as const;

const EVENTS: readonly RowOf[] = [
  {
    ...NO_EVENT,
    _id: 1,
    title: 'Lunch; with, "Zoë"\nEND:VEVENT',
    description: 'long '.repeat(40),
    eventLocation: 'Köln',
    dtend: NOON + HOUR,
    organizer: 'boss@example.org',
    uid2445: 'uid-1@example.org',
    accessLevel: 2,
    availability: 1,
  },
  {
    ...NO_EVENT,
    _id: 2,
    title: 'Holiday',
    allDay: 1,
    dtstart: Date.UTC(2026, 11, 24),
    dtend: Date.UTC(2026, 11, 27),
  },
  {
    ...NO_EVENT,
    _id: 3,
    title: 'Weekly',
    duration: 'P3600S',
    rrule: 'FREQ=WEEKLY;COUNT=10;BYDAY=MO',
    exdate: 'Europe/Berlin;20260622T120000',
  },
  {
    ...NO_EVENT,
    _id: 4,
    title: 'Weekly, moved',
    dtstart: NOON + 14 * 24 * HOUR + HOUR,
    dtend: NOON + 14 * 24 * HOUR + 2 * HOUR,
    original_id: 3,
    originalInstanceTime: NOON + 14 * 24 * HOUR,
    originalAllDay: 0,
  },
  { ...NO_EVENT, _id: 5, title: 'Odd', eventTimezone: 'Nowhere/Else', rrule: 'not a rule\r\nEND:VCALENDAR' },
  { ...NO_EVENT, _id: 6, title: 'Gone', deleted: 1 },
];

/** A phone with two calendars' events: plain, all-day, recurring with an exception, odd and deleted. */
export function appointments(): Databases & { tables: Record<string, readonly RowOf[]> } {
  return {
    tables: {
      'content://com.android.calendar/events': EVENTS,
      'content://com.android.calendar/calendars': [
        { _id: 1, account_type: 'LOCAL', name: 'a', calendar_displayName: 'Work, mine', calendar_color: -1 },
      ],
      'content://com.android.calendar/attendees': [
        {
          _id: 1,
          event_id: 1,
          attendeeName: 'Ann; "A", B',
          attendeeEmail: 'ann@example.org\r\nX:y',
          attendeeRelationship: 1,
          attendeeType: 2,
          attendeeStatus: 4,
        },
      ],
      'content://com.android.calendar/reminders': [
        { _id: 1, event_id: 1, minutes: 15, method: 1 },
        { _id: 2, event_id: 2, minutes: -1, method: 1 },
      ],
    },
  };
}
