import { describe, expect, it } from '@jest/globals';
import { formatBytes, formatRate } from './bytes';
import { people, phones } from './counts';
import { formatDuration, formatHours } from './durations';
import { age, relativeDay, relativeMoment, shortDate } from './moments';

const now = new Date('2026-11-22T12:00:00Z');
const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

describe('bytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1.00 KiB'],
    [1536, '1.50 KiB'],
    [10_239, '10.0 KiB'],
    [102_400, '100 KiB'],
    [1023 * 1024, '1,023 KiB'],
    [1024 ** 2 - 1, '1.00 MiB'],
    [63_243_563_827, '58.9 GiB'],
    [10.3e12, '9.37 TiB'],
    [5 * 1024 ** 5, '5.00 PiB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text);
  });

  it('says a rate', () => {
    expect(formatRate(4 * 1024 ** 2, 'en')).toBe('4.00 MiB/s');
  });
});

describe('moments', () => {
  it.each([
    [0, 'just now'],
    [0.05, '3 minutes ago'],
    [5, '5 hours ago'],
    [24 * 41, '41 days ago'],
    [24 * 100, '3 months ago'],
    [24 * 800, '2 years ago'],
    [-24, 'in 1 day'],
  ])('%d hours before is %s', (hours, text) => {
    expect(relativeMoment(before(hours), now, 'en')).toBe(text);
  });

  it('says an age without "ago", and in days as long as days tell more', () => {
    expect(age(before(24 * 41), now, 'en')).toBe('41 days');
    expect(age(before(0), now, 'en')).toBe('less than a minute');
  });

  it('compares calendar days, not hours', () => {
    const lateEvening = new Date(2026, 10, 22, 23, 59);
    expect(relativeDay('2026-11-22', lateEvening, 'en')).toBe('today');
    expect(relativeDay('2026-11-21', lateEvening, 'en')).toBe('yesterday');
    expect(relativeDay('2026-11-12', lateEvening, 'en')).toBe('10 days ago');
  });

  it('leaves this year out of a short date', () => {
    expect(shortDate(new Date(2026, 10, 3), now, 'en')).toBe('Nov 3');
    expect(shortDate(new Date(2025, 10, 3), now, 'en')).toContain('2025');
  });
});

describe('durations and counts', () => {
  it.each([
    [1, '5 sec'],
    [59, '60 sec'],
    [61, '2 min'],
    [6720, '1 hr 52 min'],
    [7200, '2 hr'],
  ])('%d s is %s', (seconds, text) => {
    expect(formatDuration(seconds, 'en')).toBe(text);
  });

  it('says a policy’s hours in days where they are whole days', () => {
    expect(formatHours(24, 'en')).toBe('1 day');
    expect(formatHours(168, 'en')).toBe('7 days');
    expect(formatHours(36, 'en')).toBe('36 hours');
    expect(formatHours(0, 'en')).toBe('0 hours');
  });

  it('counts in the singular too', () => {
    expect(phones(1)).toBe('1 phone');
    expect(phones(1200)).toBe('1,200 phones');
    expect(people(0)).toBe('0 people');
  });
});
