import { basicUtc } from '../../../records/formats/utc-time.js';
import { msOfSeconds } from '../database/apple-time.js';
import type { Cells } from '../database/cells.js';

export const RECURRENCE = {
  frequency: 'number',
  interval: 'number',
  week_start: 'number',
  count: 'number',
  end_date: 'number',
  specifier: 'text',
} as const;

const FREQUENCIES = ['', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
/** What stands before `=` in a specifier, as other programs read it. */
const PARTS: Readonly<Record<string, string>> = {
  D: 'BYDAY',
  M: 'BYMONTHDAY',
  O: 'BYMONTH',
  S: 'BYSETPOS',
  W: 'BYWEEKNO',
  Y: 'BYYEARDAY',
};

/** A rule of RFC 5545; `undefined` for a frequency that is none. All-day events end by a date. */
export function ruleOf(row: Cells, isAllDay: boolean): string | undefined {
  const frequency = FREQUENCIES[Number(row.whole('frequency') ?? 0)] ?? '';
  if (frequency === '') return undefined;
  const interval = row.whole('interval') ?? 1n;
  const count = row.whole('count') ?? 0n;
  const until = basicUtc(msOfSeconds(row.real('end_date')) ?? Number.NaN);
  const firstDay = DAYS[Number(row.whole('week_start') ?? 0n) - 1];
  const parts = [`FREQ=${frequency}`];
  if (interval > 1n && interval < 10_000n) parts.push(`INTERVAL=${interval}`);
  if (count > 0n) parts.push(`COUNT=${count}`);
  else if (until !== undefined) parts.push(`UNTIL=${isAllDay ? until.slice(0, 8) : until}`);
  parts.push(...specified(row.text('specifier') ?? ''));
  // It only makes a difference to rules of every other week.
  if (frequency === 'WEEKLY' && interval > 1n && firstDay !== undefined) parts.push(`WKST=${firstDay}`);
  return parts.join(';');
}

/** `D=0MO,0WE;S=-1` is `BYDAY=MO,WE;BYSETPOS=-1`; a day's number is left out where it is 0. What is not known is left out. */
function specified(specifier: string): string[] {
  if (specifier.length > 1_000) return [];
  return specifier.split(';').flatMap((part) => {
    const [, letter = '', list = ''] = /^([A-Z])=([A-Z0-9,+-]+)$/.exec(part) ?? [];
    const name = PARTS[letter];
    if (name === undefined) return [];
    const values = list
      .split(',')
      .map((value) => value.replace(/^\+?0?(?=[A-Z]{2}$)/, '').replace(/^\+/, ''));
    const isRight = letter === 'D' ? /^(-?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/ : /^-?\d{1,3}$/;
    const kept = values.filter((value) => isRight.test(value));
    return kept.length === 0 ? [] : [`${name}=${kept.join(',')}`];
  });
}
