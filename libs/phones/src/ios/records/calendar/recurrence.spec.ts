import { describe, expect, it } from '@jest/globals';
import type { SQLOutputValue } from 'node:sqlite';
import { Cells } from '../database/cells.js';
import { ruleOf } from './recurrence.js';

const row = (values: Readonly<Record<string, SQLOutputValue>>): Cells =>
  new Cells(
    [1n, 0n, ...Object.values(values)],
    new Map(Object.keys(values).map((column, at) => [column, at + 2])),
  );

describe('a rule of an iPhone', () => {
  it.each([
    [{ frequency: 1n, interval: 1n, count: 3n }, 'FREQ=DAILY;COUNT=3'],
    [
      { frequency: 2n, interval: 2n, specifier: 'D=0MO,0WE', week_start: 2n },
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;WKST=MO',
    ],
    [
      { frequency: 3n, specifier: 'D=+2TU', end_date: 700_000_000 },
      'FREQ=MONTHLY;UNTIL=20230308T202640Z;BYDAY=2TU',
    ],
    [{ frequency: 3n, specifier: 'D=0MO,0TU;S=-1' }, 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1'],
    [{ frequency: 4n, specifier: 'M=1,-1;O=2,3' }, 'FREQ=YEARLY;BYMONTHDAY=1,-1;BYMONTH=2,3'],
    [{ frequency: 2n, specifier: 'D=0XX;Q=1;nonsense', count: 0n }, 'FREQ=WEEKLY'],
    [{ frequency: 9n }, undefined],
  ])('%j is %s', (values, rule) => {
    expect(ruleOf(row(values), false)).toBe(rule);
  });

  it('of an all-day event ends on a day', () => {
    expect(ruleOf(row({ frequency: 1n, end_date: 700_000_000 }), true)).toBe('FREQ=DAILY;UNTIL=20230308');
  });
});
