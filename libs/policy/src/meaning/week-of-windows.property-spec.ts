import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isWindowOpen } from '../schedule/windows.js';
import { weekOfWindows } from './week-of-windows.js';

/** On the quarters, where the week is looked at. */
const minute = fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15);
const windows = fc.array(
  fc.record({
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
    fromMinute: minute,
    toMinute: minute,
  }),
  { minLength: 1, maxLength: 4 },
);
/** A Monday; UTC has no clock that is changed. */
const MONDAY = Date.UTC(2026, 10, 23);

describe('a week of windows', () => {
  it('is open as long, and closed as long, as the schedule that agents keep', () => {
    fc.assert(
      fc.property(windows, (given) => {
        let [open, closed, longestOpen, longestClosed] = [0, 0, 0, 0];
        for (let at = 0; at < 2 * 7 * 1440; at += 15) {
          const isOpen = isWindowOpen(given, new Date(MONDAY + at * 60_000), 'UTC');
          [open, closed] = isOpen ? [open + 15, 0] : [0, closed + 15];
          longestOpen = Math.max(longestOpen, open);
          longestClosed = Math.max(longestClosed, closed);
        }
        const week = weekOfWindows(given);
        expect(week).toEqual({
          longestOpen: Math.min(longestOpen, 7 * 1440),
          longestClosed: Math.min(longestClosed, 7 * 1440),
        });
      }),
      { numRuns: 25 },
    );
  });
});
