import { seeded } from '../demo/seeded.js';
import type { PhoneDatabases, ProviderRow } from './phone-databases.js';
import { TEXTS } from './seeded-words.js';

const FROM = Date.UTC(2026, 0, 5, 9);
const DAY = 86_400_000;

/** Two calendars: single, all-day and repeated events in several zones, an exception, guests and reminders. */
export function seededCalendar(seed: number, count: number): PhoneDatabases['tables'] {
  const random = seeded(seed, 'calendar');
  const calendars: ProviderRow[] = ['Work, team A', 'Privat'].map((name, at) => ({
    _id: at + 1,
    account_name: 'somebody@example.org',
    account_type: 'com.google',
    name,
    calendar_displayName: name,
    calendar_color: -14_654_801,
    calendar_timezone: 'Europe/Berlin',
    calendar_access_level: 700,
    visible: 1,
  }));
  const events: ProviderRow[] = [];
  const attendees: ProviderRow[] = [];
  const reminders: ProviderRow[] = [];
  for (let id = 1; id <= count; id += 1) {
    const start = FROM + random.below(180) * DAY;
    const repeats = id % 5 === 0;
    const allDay = id % 4 === 1;
    const begin = allDay ? start - (start % DAY) : start;
    events.push({
      _id: id,
      calendar_id: 1 + (id % 2),
      title: `Event ${id}, ${TEXTS[random.below(TEXTS.length)] ?? ''}`,
      description: id % 3 === 0 ? 'Bring: pens; paper\nand time' : null,
      eventLocation: id % 6 === 0 ? 'Room 3, Köln' : null,
      eventStatus: 1,
      dtstart: begin,
      dtend: repeats ? null : begin + (allDay ? DAY : 3_600_000),
      duration: repeats ? (allDay ? 'P1D' : 'PT1H') : null,
      eventTimezone: allDay ? 'UTC' : id % 7 === 0 ? 'America/New_York' : 'Europe/Berlin',
      allDay: allDay ? 1 : 0,
      accessLevel: 0,
      availability: 0,
      rrule: repeats ? 'FREQ=WEEKLY;COUNT=10' : null,
      organizer: 'somebody@example.org',
      uid2445: id % 2 === 0 ? `uid-${id}@example.org` : null,
      deleted: 0,
      ...(id === 7 ? { original_id: 5, originalInstanceTime: FROM, originalAllDay: 0 } : {}),
    });
    if (id % 3 === 0)
      attendees.push({
        _id: attendees.length + 1,
        event_id: id,
        attendeeName: 'Guest, One',
        attendeeEmail: `guest${id}@example.org`,
        attendeeRelationship: 1,
        attendeeType: 1,
        attendeeStatus: 1,
      });
    if (id % 2 === 0) reminders.push({ _id: reminders.length + 1, event_id: id, minutes: 10, method: 1 });
  }
  return { calendars, events, attendees, reminders };
}
