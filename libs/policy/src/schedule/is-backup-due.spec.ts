import { describe, expect, it } from '@jest/globals';
import type { WindowRule } from '../policy-rules.js';
import { isBackupDue } from './is-backup-due.js';
import { nextDueAt, type ScheduleFacts } from './next-due-at.js';

const at = (text: string) => new Date(`${text}:00Z`);
const now = at('2026-11-22T12:00'); // a Sunday
const rules = (windows: WindowRule[] = [], everyHours = 24) => ({ schedule: { everyHours, windows } });
const attachedSince = at('2026-11-22T11:00');
const everyDay = [1, 2, 3, 4, 5, 6, 7];

const cases: [string, WindowRule[], ScheduleFacts, string | undefined][] = [
  ['never backed up, attached', [], { attachedSince }, '2026-11-22T12:00'],
  ['not attached', [], { attachedSince: null }, undefined],
  ['fresh', [], { attachedSince, newestSnapshotAt: at('2026-11-22T02:00') }, '2026-11-23T02:00'],
  [
    'exactly an interval old',
    [],
    { attachedSince, newestSnapshotAt: at('2026-11-21T12:00') },
    '2026-11-22T12:00',
  ],
  ['clock jumped back', [], { attachedSince, newestSnapshotAt: at('2027-01-01T00:00') }, '2026-11-22T12:00'],
  ['failed a minute ago', [], { attachedSince, lastAttemptAt: at('2026-11-22T11:59') }, '2026-11-22T12:04'],
  [
    'failed three times',
    [],
    { attachedSince, lastAttemptAt: at('2026-11-22T11:59'), failedAttempts: 3 },
    '2026-11-22T12:19',
  ],
  [
    'failed a hundred times',
    [],
    { attachedSince, lastAttemptAt: at('2026-11-22T11:59'), failedAttempts: 100 },
    '2026-11-22T17:59',
  ],
  ['plugged in again', [], { attachedSince, lastAttemptAt: at('2026-11-22T10:59') }, '2026-11-22T12:00'],
  [
    'the attempt completed',
    [],
    { attachedSince, lastAttemptAt: at('2026-11-21T11:00'), newestSnapshotAt: at('2026-11-21T11:01') },
    '2026-11-22T12:00',
  ],
  ['in the window', [{ days: [7], fromMinute: 660, toMinute: 780 }], { attachedSince }, '2026-11-22T12:00'],
  [
    'the end of a window is outside',
    [{ days: everyDay, fromMinute: 660, toMinute: 720 }],
    { attachedSince },
    '2026-11-23T11:00',
  ],
  ['another day only', [{ days: [3], fromMinute: 60, toMinute: 120 }], { attachedSince }, '2026-11-25T01:00'],
  [
    'window across midnight, before it',
    [{ days: [7], fromMinute: 1320, toMinute: 120 }],
    { attachedSince },
    '2026-11-22T22:00',
  ],
  [
    'window across midnight that began yesterday',
    [{ days: [6], fromMinute: 1320, toMinute: 750 }],
    { attachedSince },
    '2026-11-22T12:00',
  ],
  [
    'a local window',
    [{ days: everyDay, fromMinute: 1260, toMinute: 1320 }],
    { attachedSince, timeZone: 'Asia/Kolkata' },
    '2026-11-22T15:30',
  ],
];

describe('nextDueAt and isBackupDue', () => {
  it.each(cases)('%s', (_title, windows, facts, due) => {
    expect(nextDueAt(rules(windows), facts, now)).toEqual(due === undefined ? undefined : at(due));
    expect(isBackupDue(rules(windows), facts, now)).toBe(due === '2026-11-22T12:00');
  });

  it('opens right on the day on which clocks change', () => {
    const nightly = rules([{ days: everyDay, fromMinute: 180, toMinute: 240 }]);
    const facts = { attachedSince, timeZone: 'Europe/Berlin' };
    expect(nextDueAt(nightly, facts, at('2026-10-24T22:30'))).toEqual(at('2026-10-25T02:00'));
    expect(nextDueAt(nightly, facts, at('2027-03-27T23:30'))).toEqual(at('2027-03-28T01:00'));
  });
});
