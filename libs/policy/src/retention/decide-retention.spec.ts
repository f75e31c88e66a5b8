import { describe, expect, it } from '@jest/globals';
import { calendarPeriods } from './calendar.js';
import { decideRetention, type RetentionRules } from './decide-retention.js';

const NONE: RetentionRules = {
  keepLast: 1,
  daily: 0,
  weekly: 0,
  monthly: 0,
  yearly: 0,
  minimumAgeDays: 0,
  minimumCount: 1,
};
const NOW = new Date('2026-11-23T12:00:00Z');

const decided = (times: readonly string[], rules: Partial<RetentionRules>, timeZone?: string) =>
  Object.fromEntries(
    decideRetention(
      times.map((time) => ({ id: time, phone: 'phone', takenAt: new Date(time) })),
      { ...NONE, ...rules },
      NOW,
      timeZone,
    ).map(({ snapshot, reasons }) => [snapshot.id, reasons.join(' ')]),
  );

describe('decideRetention', () => {
  it('keeps the last one of each of so many days that have any', () => {
    const times = ['2026-11-20T08:00Z', '2026-11-20T20:00Z', '2026-11-01T09:00Z', '2026-10-01T09:00Z'];
    expect(decided(times, { daily: 2 })).toEqual({
      '2026-11-20T20:00Z': 'newest last minimum-count daily',
      '2026-11-20T08:00Z': '',
      '2026-11-01T09:00Z': 'daily',
      '2026-10-01T09:00Z': '',
    });
  });

  it('says every reason, and counts weeks, months and years by the calendar', () => {
    const times = [
      '2026-11-22T10:00Z',
      '2026-11-16T10:00Z',
      '2026-11-15T10:00Z',
      '2026-10-31T10:00Z',
      '2025-12-31T10:00Z',
    ];
    expect(decided(times, { weekly: 2, monthly: 2, yearly: 2 })).toEqual({
      '2026-11-22T10:00Z': 'newest last minimum-count weekly monthly yearly',
      '2026-11-16T10:00Z': '',
      '2026-11-15T10:00Z': 'weekly',
      '2026-10-31T10:00Z': 'monthly',
      '2025-12-31T10:00Z': 'yearly',
    });
  });

  it('takes days where the company is', () => {
    const times = ['2026-11-20T22:30Z', '2026-11-20T23:30Z'];
    expect(decided(times, { daily: 2 }, 'Europe/Berlin')['2026-11-20T22:30Z']).toBe('daily');
    expect(decided(times, { daily: 2 }, 'UTC')['2026-11-20T22:30Z']).toBe('');
  });

  it('keeps what is younger than the minimum age, to the millisecond, and what lies in the future', () => {
    const [young, old] = ['2026-11-16T12:00:00.001Z', '2026-11-16T12:00:00.000Z'];
    const found = decided([young, old, '2031-01-01T00:00Z'], { minimumAgeDays: 7 });
    expect(found[young]).toBe('minimum-age');
    expect(found[old]).toBe('');
    expect(found['2031-01-01T00:00Z']).toContain('minimum-age');
  });

  it('answers nothing for nothing', () => {
    expect(decideRetention([], NONE, NOW)).toEqual([]);
  });
});

describe('calendarPeriods', () => {
  it.each([
    ['2026-01-01T00:00Z', '2026-W01'],
    ['2027-01-01T00:00Z', '2026-W53'],
    ['2024-12-30T00:00Z', '2025-W01'],
    ['2026-11-22T23:59Z', '2026-W47'],
    ['2026-11-23T00:00Z', '2026-W48'],
  ])('knows that %s lies in %s', (time, week) =>
    expect(calendarPeriods(new Date(time), 'UTC').week).toBe(week),
  );
});
