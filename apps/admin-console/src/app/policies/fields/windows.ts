import type { PolicyV1 } from '@holdfast/contracts';
import { listText } from '../../text/categories';

export type Window = PolicyV1['schedule']['windows'][number];

/** Monday to Sunday, as the rules count them: from 1. */
export const WEEKDAYS: readonly { day: number; text: string; short: string }[] = [
  { day: 1, text: $localize`Monday`, short: $localize`Mon` },
  { day: 2, text: $localize`Tuesday`, short: $localize`Tue` },
  { day: 3, text: $localize`Wednesday`, short: $localize`Wed` },
  { day: 4, text: $localize`Thursday`, short: $localize`Thu` },
  { day: 5, text: $localize`Friday`, short: $localize`Fri` },
  { day: 6, text: $localize`Saturday`, short: $localize`Sat` },
  { day: 7, text: $localize`Sunday`, short: $localize`Sun` },
];

/** Minutes after midnight as a time field has them: 90 is "01:30". */
export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** What a time field holds, in minutes after midnight; undefined: not a time. */
export function minuteOf(time: string): number | undefined {
  const found = /^([01]\d|2[0-3]):([0-5]\d)/.exec(time);
  return found === null ? undefined : Number(found[1]) * 60 + Number(found[2]);
}

/** "Mon and Tue 22:00–06:00". */
export function windowText({ days, fromMinute, toMinute }: Window): string {
  const named = WEEKDAYS.filter(({ day }) => days.includes(day)).map(({ short }) => short);
  const each = days.length === WEEKDAYS.length ? $localize`every day` : listText(named);
  if (fromMinute === toMinute)
    return $localize`${each}:days: for a whole day from ${timeOf(fromMinute)}:from:`;
  return $localize`${each}:days: ${timeOf(fromMinute)}:from:–${timeOf(toMinute)}:to:`;
}

export const isWindow = (value: unknown): value is Window =>
  typeof value === 'object' &&
  value !== null &&
  'days' in value &&
  Array.isArray(value.days) &&
  'fromMinute' in value &&
  typeof value.fromMinute === 'number' &&
  'toMinute' in value &&
  typeof value.toMinute === 'number';
