import { isZone, localTime } from '../../../records/calendar/local-time.js';
import { basicUtc } from '../../../records/formats/utc-time.js';
import type { Row } from '../../../records/row.js';
import { msOfSeconds } from '../database/apple-time.js';
import type { Cells } from '../database/cells.js';
import { Owned } from '../database/owned.js';
import type { PrivateDatabase } from '../database/private-database.js';
import { iosRow, unreadRow } from '../ios-row.js';
import type { Tally } from '../tally.js';
import { RECURRENCE, ruleOf } from './recurrence.js';

const WANTED = {
  summary: 'text',
  description: 'text',
  location_id: 'number',
  start_date: 'number',
  start_tz: 'text',
  end_date: 'number',
  end_tz: 'text',
  all_day: 'number',
  calendar_id: 'number',
  orig_item_id: 'number',
  orig_date: 'number',
  organizer_id: 'number',
  status: 'number',
  availability: 'number',
  url: 'text',
  unique_identifier: 'text',
  UUID: 'text',
  entity_type: 'number',
  creation_date: 'number',
  last_modified: 'number',
} as const;
const EVENT = 2n;
const DAY = 86_400_000;
/** Apple's `EKEventStatus` as Android numbers it: confirmed, tentative, cancelled. */
const STATUS: Readonly<Record<string, number>> = { 1: 1, 2: 0, 3: 2 };
/** Apple's `EKEventAvailability`: busy, free, tentative, out of office. */
const AVAILABILITY: Readonly<Record<string, number>> = { 0: 0, 1: 1, 2: 2, 3: 0 };
/** Days and rules of one event. */
const MOST_DATES = 2_000;

/** The events of all calendars; what is to be done (`entity_type` 3) is the reminders' application's. */
export function* events(database: PrivateDatabase, tally: Tally): Generator<Row> {
  const recurrences = database.table('Recurrence');
  const exceptions = database.table('ExceptionDate');
  const rule = recurrences?.finder(RECURRENCE);
  const exception = exceptions?.finder({ date: 'number' });
  const place = database.table('Location')?.finder({ title: 'text', address: 'text' });
  const person = database.table('Participant')?.finder({ email: 'text' });
  const rules = new Owned(recurrences, 'owner_id');
  const dates = new Owned(exceptions, 'owner_id');
  for (const event of database.needed('CalendarItem').rows(WANTED)) {
    const [ownRules, ownDates] = [rules.of(event.id).list, dates.of(event.id).list.slice(0, MOST_DATES)];
    if ((event.whole('entity_type') ?? EVENT) !== EVENT) continue;
    const isAllDay = event.is('all_day');
    const found = ownRules.slice(0, MOST_DATES).map((id) => rule?.(id));
    const written = found.map((row) => (row === undefined ? undefined : ruleOf(row, isAllDay)));
    const left = ownDates.map((id) => msOfSeconds(exception?.(id)?.real('date')));
    const at = place?.(event.whole('location_id') ?? -1n);
    const row = event.isCut
      ? unreadRow(event.id)
      : iosRow(event.id, {
          ...eventOf(event, written.filter((one) => one !== undefined).join('\n')),
          eventLocation: locationOf(at),
          exdate: datesOf(
            left.filter((ms) => ms !== undefined),
            isAllDay,
            zoneOf(event),
          ),
          organizer: person?.(event.whole('organizer_id') ?? -1n)?.filled('email'),
        });
    // Like Android's, the files are not dated: that an event changed says nothing of the others.
    tally.see(row);
    yield row;
  }
}

function eventOf(event: Cells, rrule: string): Record<string, string | number | bigint | undefined> {
  const isAllDay = event.is('all_day');
  const start = msOfSeconds(event.real('start_date'));
  const stored = msOfSeconds(event.real('end_date'));
  // An all-day event is stored until a second before midnight, and written until midnight.
  const end = stored === undefined || !isAllDay ? stored : Math.ceil(stored / DAY) * DAY;
  const original = event.whole('orig_item_id') ?? 0n;
  const isPart = original > 0n;
  return {
    calendar_id: event.whole('calendar_id'),
    title: event.filled('summary'),
    description: event.filled('description'),
    eventStatus: STATUS[String(event.whole('status'))],
    dtstart: start,
    dtend: rrule === '' ? end : undefined,
    duration:
      rrule === '' || start === undefined || end === undefined
        ? undefined
        : durationOf(end - start, isAllDay),
    eventTimezone: isAllDay ? 'UTC' : zoneOf(event),
    eventEndTimezone: named(event.text('end_tz')),
    allDay: Number(isAllDay),
    availability: AVAILABILITY[String(event.whole('availability'))],
    rrule: rrule || undefined,
    original_id: isPart ? original : undefined,
    originalInstanceTime: isPart ? msOfSeconds(event.real('orig_date')) : undefined,
    originalAllDay: isPart ? Number(isAllDay) : undefined,
    uid2445: event.filled('unique_identifier') ?? event.filled('UUID') ?? `iphone-event-${event.id}`,
    deleted: 0,
    url: event.filled('url'),
    created: msOfSeconds(event.real('creation_date')),
    last_modified: msOfSeconds(event.real('last_modified')),
  };
}

/** `_float` is a clock wherever the person is. */
function named(zone: string | undefined): string | undefined {
  return zone === undefined || zone === '' || zone === '_float' ? undefined : zone;
}

function zoneOf(event: Cells): string | undefined {
  return event.is('all_day') ? undefined : named(event.text('start_tz'));
}

function durationOf(ms: number, isAllDay: boolean): string | undefined {
  if (!(ms >= 0)) return undefined;
  const seconds = Math.round(ms / 1000);
  if (isAllDay) return `P${Math.round(ms / DAY)}D`;
  if (seconds % 3_600 === 0) return `PT${seconds / 3_600}H`;
  return seconds % 60 === 0 ? `PT${seconds / 60}M` : `PT${seconds}S`;
}

/** In Android's form: `zone;20260622T120000,…`, dates for all-day events, UTC where the zone is not known. */
function datesOf(times: readonly number[], isAllDay: boolean, zone: string | undefined): string | undefined {
  if (times.length === 0) return undefined;
  if (zone !== undefined && isZone(zone))
    return `${zone};${times.map((ms) => localTime(ms, zone)).join(',')}`;
  const utc = times.map((ms) => basicUtc(ms)).filter((time) => time !== undefined);
  return utc.map((time) => (isAllDay ? time.slice(0, 8) : time)).join(',') || undefined;
}

function locationOf(place: Cells | undefined): string | undefined {
  const [title, address] = [place?.filled('title'), place?.filled('address')];
  return title === undefined || address === undefined || title.includes(address)
    ? (title ?? address)
    : `${title}\n${address}`;
}
