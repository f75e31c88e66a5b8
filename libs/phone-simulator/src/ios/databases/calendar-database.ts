import { join } from 'node:path';
import type { PhoneDatabases, ProviderRow } from '../../databases/phone-databases.js';
import { appleSeconds } from './apple-time.js';
import { CALENDAR_SCHEMA } from './calendar-schema.js';
import { newDatabase, type Writing } from './new-database.js';

const DAY = 86_400_000;
const EVENT = 2;
const ATTENDEE = 7;
const ORGANIZER = 8;
const WEEKLY = 2;

/** Writes the calendars of an Android phone as an iPhone keeps them. */
export async function writeCalendar(root: string, { tables }: PhoneDatabases): Promise<void> {
  await newDatabase(join(root, 'HomeDomain/Library/Calendar/Calendar.sqlitedb'), CALENDAR_SCHEMA, (into) => {
    into.insert('Store', { ROWID: 1, name: 'iCloud', type: 2, disabled: 0 });
    for (const calendar of tables.calendars ?? []) {
      const color = (Number(calendar['calendar_color']) & 0xffffff).toString(16).padStart(6, '0');
      const title = text(calendar, 'calendar_displayName');
      into.insert('Calendar', {
        ROWID: Number(calendar['_id']),
        store_id: 1,
        title,
        color: `#${color.toUpperCase()}`,
      });
    }
    for (const event of tables.events ?? []) writeEvent(into, event);
    for (const guest of tables.attendees ?? []) {
      const email = text(guest, 'attendeeEmail');
      const name = text(guest, 'attendeeName');
      const identity_id = into.insert('Identity', { display_name: name, address: `mailto:${email ?? ''}` });
      // Accepted, required, a person.
      const kind = { entity_type: ATTENDEE, type: 1, status: 2, role: 1 };
      into.insert('Participant', { ...kind, identity_id, owner_id: Number(guest['event_id']), email });
    }
    for (const reminder of tables.reminders ?? []) {
      into.insert('Alarm', {
        trigger_interval: -60 * Number(reminder['minutes']),
        type: 0,
        calendaritem_owner_id: Number(reminder['event_id']),
        disabled: 0,
      });
    }
  });
}

function writeEvent(into: Writing, event: ProviderRow): void {
  const id = Number(event['_id']);
  const isAllDay = event['allDay'] === 1;
  const start = Number(event['dtstart']);
  const length = isAllDay ? DAY - 1000 : 3_600_000;
  const place = text(event, 'eventLocation');
  const zone = isAllDay ? '_float' : text(event, 'eventTimezone');
  const rule = /^FREQ=WEEKLY;COUNT=(\d+)$/.exec(text(event, 'rrule') ?? '');
  const email = text(event, 'organizer');
  const original = event['original_id'];
  const organizer = into.insert('Participant', {
    entity_type: ORGANIZER,
    type: 1,
    status: 0,
    role: 0,
    owner_id: id,
    email,
  });
  into.insert('CalendarItem', {
    ROWID: id,
    summary: text(event, 'title'),
    description: text(event, 'description'),
    location_id:
      place === undefined ? undefined : into.insert('Location', { title: place, item_owner_id: id }),
    start_date: appleSeconds(start),
    start_tz: zone,
    end_date: appleSeconds(start + length),
    end_tz: zone,
    all_day: Number(isAllDay),
    calendar_id: Number(event['calendar_id']),
    orig_item_id: original === undefined ? 0 : Number(original),
    orig_date: original === undefined ? undefined : appleSeconds(Number(event['originalInstanceTime'])),
    organizer_id: organizer,
    status: 1,
    availability: 0,
    privacy_level: 0,
    has_recurrences: Number(rule !== null),
    unique_identifier: text(event, 'uid2445'),
    UUID: `0000${id}-UUID`,
    entity_type: EVENT,
    creation_date: appleSeconds(Date.UTC(2025, 11, 1)),
    last_modified: appleSeconds(Date.UTC(2025, 11, 2)),
  });
  if (rule !== null) {
    into.insert('Recurrence', {
      frequency: WEEKLY,
      interval: 1,
      week_start: 2,
      count: Number(rule[1]),
      owner_id: id,
    });
  }
}

function text(row: ProviderRow, column: string): string | undefined {
  const value = row[column];
  return typeof value === 'string' ? value : undefined;
}
