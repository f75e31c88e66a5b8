import { describe, expect, it } from '@jest/globals';
import { formatBytes, formatRate } from './bytes';
import { people, phones } from './counts';
import { formatDuration, formatHours } from './durations';
import { relativeMoment } from './moments';

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
