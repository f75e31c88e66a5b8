import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { beginOf, dayOf, daysAfter, endOf, extendableUntil, termFrom } from './term.js';

const moment = fc.date({
  min: new Date('2020-01-01T00:00:00Z'),
  max: new Date('2099-12-31T23:59:59Z'),
  noInvalidDate: true,
});
const days = fc.integer({ min: 14, max: 90 });
const DAY_MS = 86_400_000;

describe('the term of a leaver', () => {
  it.each([
    ['2026-11-27T18:30:00Z', 30, '2026-11-27', '2026-12-27', '2026-12-28T00:00:00.000Z'],
    // Somebody far west leaves in the evening, somebody far east in the morning: the UTC day counts.
    ['2026-12-31T23:30:00-08:00', 14, '2027-01-01', '2027-01-15', '2027-01-16T00:00:00.000Z'],
    ['2027-01-01T05:00:00+14:00', 14, '2026-12-31', '2027-01-14', '2027-01-15T00:00:00.000Z'],
    // Over the end of February of a leap year, and over the days on which clocks are changed.
    ['2028-02-15T00:00:00Z', 14, '2028-02-15', '2028-02-29', '2028-03-01T00:00:00.000Z'],
    ['2027-03-20T12:00:00Z', 90, '2027-03-20', '2027-06-18', '2027-06-19T00:00:00.000Z'],
  ])('of who leaves at %s with %d days', (at, given, leftOn, accessUntil, end) => {
    const term = termFrom(new Date(at), given);
    expect(term).toEqual({ leftOn, accessUntil });
    expect(endOf(term).toISOString()).toBe(end);
  });

  it('never gives less than the days that were said, and less than one more', () => {
    fc.assert(
      fc.property(moment, days, (leftAt, given) => {
        const lasts = (endOf(termFrom(leftAt, given)).getTime() - leftAt.getTime()) / DAY_MS;
        expect(lasts).toBeGreaterThan(given);
        expect(lasts).toBeLessThanOrEqual(given + 1);
      }),
    );
  });

  it('counts days as a calendar does, there and back', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -400, max: 400 }), (at, by) => {
        const date = dayOf(at);
        expect(daysAfter(daysAfter(date, by), -by)).toBe(date);
        expect(beginOf(daysAfter(date, 1)).getTime() - beginOf(date).getTime()).toBe(DAY_MS);
      }),
    );
  });

  it('can be extended to ninety days after leaving, whatever it was', () => {
    fc.assert(
      fc.property(moment, days, (leftAt, given) => {
        const term = termFrom(leftAt, given);
        expect(extendableUntil(term) >= term.accessUntil).toBe(true);
        expect(extendableUntil(term)).toBe(termFrom(leftAt, 90).accessUntil);
      }),
    );
  });
});
