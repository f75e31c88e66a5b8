import { contentLine } from '../formats/content-line.js';
import type { RecordRows } from '../record-rows.js';
import { EVENT_CHILDREN } from './calendar-json.js';
import { eventIcs, uidOf } from './event-ics.js';
import { zoneOf, type Original } from './event-times.js';
import { isZone } from './local-time.js';
import { timeZone } from './time-zone.js';

/** Each is about 60 ms of work (measured 2026-11-27). More zones than anybody's calendar names: beyond, they are named without being described. */
const MOST_ZONES = 40;

/**
 * All calendars as one VCALENDAR (RFC 5545), since many readers take only the first of several: which calendar an event is
 * from is its CATEGORIES. Events that were deleted and not yet synchronised are in the JSON only.
 */
export async function* calendarIcs(tables: RecordRows): AsyncGenerator<string> {
  const names = new Map<string, string>();
  for await (const { id, values } of tables.rows('calendars')) {
    names.set(id, values?.get('calendar_displayName') || values?.get('name') || '');
  }
  const { originals, zones } = await lookAhead(tables);
  yield contentLine('BEGIN', 'VCALENDAR');
  yield contentLine('VERSION', '2.0');
  yield contentLine('PRODID', '-//Holdfast//Phone records//EN');
  yield contentLine('CALSCALE', 'GREGORIAN');
  for (const zone of zones) yield timeZone(zone);
  for await (const { row, children: found } of tables.families('events', EVENT_CHILDREN)) {
    const { values } = row;
    if (values === undefined || values.get('deleted') === '1') continue;
    if (!values.get('dtstart') && !values.get('originalInstanceTime')) continue;
    const original = originals.get(values.get('original_id') ?? '');
    const [attendees = [], reminders = []] = found;
    yield eventIcs(row, names.get(values.get('calendar_id') ?? ''), original, attendees, reminders);
  }
  yield contentLine('END', 'VCALENDAR');
}

/** What has to be known before the first event is written: the events that have exceptions, and the zones in use. */
async function lookAhead(
  tables: RecordRows,
): Promise<{ originals: ReadonlyMap<string, Original>; zones: readonly string[] }> {
  const originals = new Map<string, Original>();
  const zones = new Set<string>();
  for await (const row of tables.rows('events')) {
    if (row.values?.get('rrule') || row.values?.get('rdate')) {
      originals.set(row.id, { uid: uidOf(row), zone: zoneOf(row) });
    }
    const named = ['rdate', 'exdate'].flatMap((column) => zonesIn(row.values?.get(column)));
    for (const zone of [zoneOf(row), row.values?.get('eventEndTimezone') ?? '', ...named]) {
      if (zone !== undefined && isZone(zone) && zones.size < MOST_ZONES) zones.add(zone);
    }
  }
  return { originals, zones: [...zones].sort() };
}

function zonesIn(dates: string | null | undefined): string[] {
  return [...(dates ?? '').matchAll(/^([^;\n]+);/gm)].map(([, zone]) => zone ?? '');
}
