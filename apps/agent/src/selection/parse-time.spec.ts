import { describe, expect, it } from '@jest/globals';
import { parseTime } from './parse-time.js';

const now = new Date('2026-11-25T12:00:00Z');
const span = (text: string): string[] => {
  const { from, until } = parseTime(text, now);
  return [from.toISOString(), until.toISOString()];
};

describe('times that a person names', () => {
  it('are spans as exact as what was said, and moments in zones as given', () => {
    expect(span('2026-11-01T08:00Z')).toEqual(['2026-11-01T08:00:00.000Z', '2026-11-01T08:00:59.999Z']);
    expect(span('2026-11-01T08:00:05+02:00')).toEqual([
      '2026-11-01T06:00:05.000Z',
      '2026-11-01T06:00:05.999Z',
    ]);
    expect(span('2026-11-01 08:00:05.25-05:30')).toEqual([
      '2026-11-01T13:30:05.250Z',
      '2026-11-01T13:30:05.250Z',
    ]);
  });

  it('are of this computer where no zone is said', () => {
    expect(parseTime('2026-11-01T08:00', now).from).toEqual(new Date(2026, 10, 1, 8));
    const day = parseTime('2026-03-29', now);
    expect(day.from).toEqual(new Date(2026, 2, 29));
    expect(day.until.getTime() + 1).toBe(new Date(2026, 2, 30).getTime());
  });

  it.each([
    ['90min', '2026-11-25T10:30:00.000Z'],
    ['36h', '2026-11-24T00:00:00.000Z'],
    ['7d', '2026-11-18T12:00:00.000Z'],
    ['2w', '2026-11-11T12:00:00.000Z'],
  ])('%s ago', (age, moment) => expect(span(age)).toEqual([moment, moment]));

  it.each([
    'yesterday',
    '',
    'latest',
    '08:00',
    '1/11/2026',
    '01.11.2026',
    '2026-11',
    '20261101',
    '2026-02-30',
    '2026-13-01',
    '2026-11-01T24:00',
    '2026-11-01T08:60',
    '2026-11-01Z',
    '2026-11-01T08:00+15:00',
    '3m',
    '1y',
    '0099-00-01',
  ])('%j is refused', (text) => {
    expect(() => parseTime(text, now)).toThrow('is not a time');
  });
});
