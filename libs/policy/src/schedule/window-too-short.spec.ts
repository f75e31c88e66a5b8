import { describe, expect, it } from '@jest/globals';
import { windowTooShort } from './window-too-short.js';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
const always = { windows: [], maxAgeHours: 168 };
const days = [1, 2, 3, 4, 5, 6, 7];
const MB = 1e6;
/** So many gigabytes remain, read with 10 MB/s: 36 GB an hour. */
const cutOff = (gigabytes: number, tries: [number, number][] = []) => ({
  remainingBytes: gigabytes * 1e9,
  bytesPerSecond: 10 * MB,
  tries: tries.map(([from, to]) => ({ startedAt: at(from), endedAt: at(to) })),
});

describe('windowTooShort', () => {
  it.each([
    ['fits into a week', always, cutOff(36 * 167), false],
    ['does not fit into a week', always, cutOff(36 * 169), true],
    [
      'fits into the hour a day that the phone is there',
      always,
      cutOff(36 * 6, [
        [48, 49],
        [24, 25],
        [0, 1],
      ]),
      false,
    ],
    [
      'does not',
      always,
      cutOff(36 * 12, [
        [48, 49],
        [24, 25],
        [0, 1],
      ]),
      true,
    ],
    ['one try says nothing of the others', always, cutOff(36 * 12, [[0, 1]]), false],
    [
      'fits into an hour each night',
      { windows: [{ days, fromMinute: 60, toMinute: 120 }], maxAgeHours: 168 },
      cutOff(36 * 6.9),
      false,
    ],
    [
      'does not',
      { windows: [{ days, fromMinute: 60, toMinute: 120 }], maxAgeHours: 168 },
      cutOff(36 * 7.1),
      true,
    ],
    [
      'windows that overlap are open once',
      {
        windows: [
          { days, fromMinute: 60, toMinute: 120 },
          { days, fromMinute: 90, toMinute: 120 },
        ],
        maxAgeHours: 168,
      },
      cutOff(36 * 7.1),
      true,
    ],
    [
      'across the end of the week',
      { windows: [{ days: [7], fromMinute: 1380, toMinute: 60 }], maxAgeHours: 168 },
      cutOff(36 * 1.9),
      false,
    ],
    ['nothing was measured', always, { ...cutOff(1e6), bytesPerSecond: 0 }, false],
    ['nothing remains', always, cutOff(0), false],
  ] as const)('%s', (_title, policy, backups, short) => {
    expect(windowTooShort(policy, backups)).toBe(short);
  });
});
