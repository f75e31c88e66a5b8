import { describe, expect, it } from '@jest/globals';
import { ageInDays, dayText, fullDayText, relativeDay } from './days';

const lateEvening = new Date('2026-11-22T23:59:59Z');
const earlyMorning = new Date('2026-11-22T00:00:00Z');

describe('days', () => {
  it.each([lateEvening, earlyMorning])('are compared by the date, not by the hours: %s', (now) => {
    expect(relativeDay('2026-11-22', now, 'en')).toBe('today');
    expect(relativeDay('2026-11-21', now, 'en')).toBe('yesterday');
    expect(relativeDay('2026-11-12', now, 'en')).toBe('10 days ago');
    expect(relativeDay('2026-11-23', now, 'en')).toBe('tomorrow');
  });

  it('tell an age without "ago", and no hours on the first day', () => {
    expect(ageInDays('2026-10-12', lateEvening, 'en')).toBe('41 days');
    expect(ageInDays('2026-11-21', earlyMorning, 'en')).toBe('1 day');
    expect(ageInDays('2026-11-22', lateEvening, 'en')).toBe('today');
  });

  it('are the same date for every reader', () => {
    expect(dayText('2026-11-22', 'en-GB')).toBe('22 Nov 2026');
    expect(fullDayText('2026-11-22', 'en-GB')).toBe('Sunday, 22 November 2026');
  });
});
