import type { Row } from '../row.js';
import { contentLine, textValue } from '../formats/content-line.js';
import { msOf } from '../formats/utc-time.js';
import { eventPeople } from './event-people.js';
import { eventTimes, timeLine, type Original } from './event-times.js';

const STATUS: Readonly<Record<string, string>> = { 0: 'TENTATIVE', 1: 'CONFIRMED', 2: 'CANCELLED' };
const CLASS: Readonly<Record<string, string>> = { 1: 'CONFIDENTIAL', 2: 'PRIVATE', 3: 'PUBLIC' };
const FREE = '1';
/** Android stores no time of the last change; a fixed one keeps equal calendars equal. */
const STAMP = '19700101T000000Z';

/** The name by which an event is known everywhere, or one of its own where it was never anywhere else. */
export function uidOf(row: Row): string {
  return row.values?.get('uid2445') || `android-event-${row.id}`;
}

/** One VEVENT. `original` is the event that this one is an exception of, if it is one. */
export function eventIcs(
  row: Row,
  calendar: string | undefined,
  original: Original | undefined,
  attendees: readonly Row[],
  reminders: readonly Row[],
): string {
  const value = (column: string): string => row.values?.get(column) ?? '';
  const text = (name: string, stored: string): string =>
    stored === '' ? '' : contentLine(name, textValue(stored));
  const word = (name: string, written: string | undefined): string =>
    written === undefined ? '' : contentLine(name, written);
  return [
    contentLine('BEGIN', 'VEVENT'),
    contentLine('UID', textValue(original?.uid ?? uidOf(row))),
    contentLine('DTSTAMP', STAMP),
    original === undefined
      ? ''
      : timeLine(
          'RECURRENCE-ID',
          msOf(value('originalInstanceTime')),
          value('originalAllDay') === '1',
          original.zone,
        ),
    eventTimes(row),
    text('SUMMARY', value('title')),
    text('DESCRIPTION', value('description')),
    text('LOCATION', value('eventLocation')),
    word('STATUS', STATUS[value('eventStatus')]),
    contentLine('TRANSP', value('availability') === FREE ? 'TRANSPARENT' : 'OPAQUE'),
    word('CLASS', CLASS[value('accessLevel')]),
    text('CATEGORIES', calendar ?? ''),
    eventPeople(row, attendees),
    ...reminders.map((reminder) => alarm(reminder, value('title'))),
    contentLine('END', 'VEVENT'),
  ].join('');
}

function alarm(reminder: Row, title: string): string {
  const minutes = reminder.values?.get('minutes') ?? '';
  // -1 is the calendar's own default, which is not stored.
  if (!/^\d{1,9}$/.test(minutes)) return '';
  return [
    contentLine('BEGIN', 'VALARM'),
    contentLine('ACTION', 'DISPLAY'),
    contentLine('DESCRIPTION', textValue(title || 'Reminder')),
    contentLine('TRIGGER', `-PT${minutes}M`),
    contentLine('END', 'VALARM'),
  ].join('');
}
