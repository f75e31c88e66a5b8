import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isBackupDue } from './is-backup-due.js';
import { nextDueAt } from './next-due-at.js';

const origin = Date.parse('2026-03-01T00:00:00Z');
const moment = fc.integer({ min: 0, max: 300 * 1440 }).map((minutes) => new Date(origin + minutes * 60_000));
const window = fc.record({
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  fromMinute: fc.integer({ min: 0, max: 1439 }),
  toMinute: fc.integer({ min: 0, max: 1439 }),
});
const input = fc.record({
  everyHours: fc.integer({ min: 1, max: 200 }),
  windows: fc.array(window, { maxLength: 3 }),
  newestSnapshotAt: fc.option(moment),
  lastAttemptAt: fc.option(moment),
  attachedSince: moment,
  failedAttempts: fc.integer({ min: 0, max: 30 }),
  timeZone: fc.constantFrom(
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  ),
  now: moment.map((at) => new Date(at.getTime() + 200 * 86_400_000)),
});

describe('nextDueAt', () => {
  it('is due at the moment it names and not before, while no fact changes', () => {
    fc.assert(
      fc.property(input, fc.double({ min: 0, max: 0.999, noNaN: true }), (given, share) => {
        // A fact of the future means a clock that jumped; the table beside this file covers that.
        const facts = [given.newestSnapshotAt, given.lastAttemptAt, given.attachedSince];
        fc.pre(facts.every((fact) => fact === null || fact <= given.now));
        const policy = { schedule: { everyHours: given.everyHours, windows: given.windows } };
        const due = nextDueAt(policy, given, given.now);
        if (!due) return;
        expect(isBackupDue(policy, given, due)).toBe(true);
        if (due.getTime() === given.now.getTime()) return;
        const before = new Date(
          given.now.getTime() + Math.floor(share * (due.getTime() - given.now.getTime())),
        );
        expect(isBackupDue(policy, given, before)).toBe(false);
      }),
      { numRuns: 300, endOnFailure: true },
    );
  });
});
