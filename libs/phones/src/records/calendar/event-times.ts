import type { Row } from '../row.js';
import { contentLine } from '../formats/content-line.js';
import { basicUtc, msOf } from '../formats/utc-time.js';
import { isZone, localTime } from './local-time.js';

/** What an exception has to know of the event it is one of. */
export interface Original {
  readonly uid: string;
  readonly zone: string | undefined;
}

/** The zone in which an event is planned; `undefined` for all-day events, UTC and names that nobody knows. */
export function zoneOf(row: Row): string | undefined {
  const zone = row.values?.get('eventTimezone') ?? '';
  if (row.values?.get('allDay') === '1' || /^(Etc\/)?(UTC|GMT|Zulu)$/i.test(zone)) return undefined;
  return isZone(zone) ? zone : undefined;
}

/** A property with a time: a date, a time in a zone or one in UTC. Nothing where there is no such time. */
export function timeLine(name: string, ms: number, allDay: boolean, zone: string | undefined): string {
  const utc = basicUtc(ms === 0 ? 1 : ms);
  if (utc === undefined) return '';
  if (allDay) return contentLine(name, utc.slice(0, 8), { VALUE: 'DATE' });
  return zone === undefined ? contentLine(name, utc) : contentLine(name, localTime(ms, zone), { TZID: zone });
}

/** When an event is, how long, and when it comes again: DTSTART, DTEND or DURATION, RRULE, RDATE, EXRULE, EXDATE. */
export function eventTimes(row: Row): string {
  const value = (column: string): string => row.values?.get(column) ?? '';
  const allDay = value('allDay') === '1';
  const zone = zoneOf(row);
  const endZone = isZone(value('eventEndTimezone')) && zone !== undefined ? value('eventEndTimezone') : zone;
  const end = msOf(value('dtend'));
  const duration = durationOf(value('duration'));
  return [
    timeLine('DTSTART', msOf(value('dtstart') || value('originalInstanceTime')), allDay, zone),
    Number.isNaN(end) ? duration : timeLine('DTEND', end, allDay, endZone),
    ...rules('RRULE', value('rrule')),
    ...dates('RDATE', value('rdate')),
    ...rules('EXRULE', value('exrule')),
    ...dates('EXDATE', value('exdate')),
  ].join('');
}

/** Android writes `P3600S` where RFC 5545 asks for `PT3600S`. */
function durationOf(stored: string): string {
  const seconds = /^P(\d{1,10})S$/.exec(stored)?.[1];
  const written = seconds === undefined ? stored : `PT${seconds}S`;
  return /^\+?P(\d+W|(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)$/.test(written) && /\d/.test(written)
    ? contentLine('DURATION', written)
    : '';
}

/** Several rules are stored one a line. What is no rule is kept beside, where no reader trips over it. */
function rules(name: string, stored: string): string[] {
  return lines(stored).map((line) =>
    /^FREQ=[A-Z]+(;[A-Z-]+=[A-Z0-9,+:-]+)*$/i.test(line.replace(/^WKST=[A-Z]{2};/, ''))
      ? contentLine(name, line)
      : contentLine(`X-HOLDFAST-${name}`, line),
  );
}

/** Dates are stored as `zone;date,date`, or without a zone. */
function dates(name: string, stored: string): string[] {
  return lines(stored).map((line) => {
    const [, zone, list] = /^(?:([^;]+);)?((?:\d{8}(?:T\d{6}Z?)?,?)+)$/.exec(line) ?? [];
    if (list === undefined || (zone !== undefined && !isZone(zone)))
      return contentLine(`X-HOLDFAST-${name}`, line);
    const whole = !list.includes('T');
    const inZone = zone !== undefined && !list.includes('Z') && !whole;
    return contentLine(name, list.replace(/,$/, ''), {
      VALUE: whole ? 'DATE' : undefined,
      TZID: inZone ? zone : undefined,
    });
  });
}

function lines(stored: string): string[] {
  return stored.split(/[\r\n]+/).filter((line) => line !== '');
}
