import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decideReminder } from './decide-reminder.js';
import { isQuiet } from './quiet-hours.js';
import type { ReminderFacts } from './reminder-rules.js';

const HOUR_MS = 3_600_000;
const origin = Date.parse('2026-02-01T00:00:00Z');
const moment = fc.integer({ min: 0, max: 120 * 1440 }).map((minutes) => new Date(origin + minutes * 60_000));
const maybe = fc.option(moment, { nil: undefined });
const hour = fc.integer({ min: 0, max: 23 });
const channels = fc.subarray(['agent', 'email'] as const);
const rules = fc.record({
  channels,
  resendAfterDays: fc.integer({ min: 1, max: 20 }),
  escalateAfterDays: fc.integer({ min: 0, max: 40 }),
  escalateTo: fc.constantFrom('nobody' as const, 'manager' as const, 'admin' as const),
  quietFromHour: hour,
  quietToHour: hour,
});
const gap = fc.record({ openedAt: moment, pressing: fc.boolean(), closedBefore: maybe });
const facts = fc.record({
  timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe'),
  gaps: fc.array(gap, { maxLength: 4 }),
  declined: fc.boolean(),
  reach: channels,
  remindedAt: maybe,
  mutedUntil: maybe,
  askedAt: maybe,
  canEscalate: fc.boolean(),
  announcedFor: maybe,
  escalatedAt: maybe,
});
const later = fc.integer({ min: 0, max: 200 * 24 }).map((hours) => new Date(origin + hours * HOUR_MS));

describe('decideReminder', () => {
  it('sends nothing within quiet hours, while muted, within a day of the last one, or to who declined', () => {
    fc.assert(
      fc.property(rules, facts, later, (reminders, known, now) => {
        const { send, escalate } = decideReminder({ reminders }, known, now);
        if (send.length === 0 && !escalate) return;
        expect(known.declined).toBe(false);
        expect(known.gaps.length).toBeGreaterThan(0);
        expect(isQuiet(reminders, now, known.timeZone)).toBe(false);
        if (escalate) expect(known.announcedFor && known.announcedFor <= now).toBe(true);
        if (send.length === 0) return;
        if (known.mutedUntil) expect(known.mutedUntil <= now).toBe(true);
        if (known.remindedAt)
          expect(now.getTime() - known.remindedAt.getTime()).toBeGreaterThanOrEqual(24 * HOUR_MS);
      }),
      { numRuns: 300 },
    );
  });

  it('says when to decide again: later than now, nothing happens before, and something is decided anew then', () => {
    fc.assert(
      fc.property(
        rules,
        facts,
        later,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (reminders, known, now, part) => {
          const decision = decideReminder({ reminders }, known, now);
          if (!decision.nextAt) return;
          expect(decision.nextAt.getTime()).toBeGreaterThan(now.getTime());
          const then = afterwards(known, decision, now);
          const between = new Date(
            now.getTime() + Math.floor((decision.nextAt.getTime() - now.getTime() - 1) * part),
          );
          const early = decideReminder({ reminders }, then, between);
          expect([early.send, early.escalate]).toEqual([[], undefined]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never reminds twice within a day, nor tells further twice, over half a year of whatever happens', () => {
    fc.assert(
      fc.property(rules, facts, (reminders, known) => {
        let state: ReminderFacts = known;
        let now = new Date(origin);
        let last: Date | undefined = known.remindedAt;
        let escalations = known.escalatedAt ? 1 : 0;
        for (let step = 0; step < 40; step++) {
          const decision = decideReminder({ reminders }, state, now);
          if (decision.send.length > 0) {
            if (last) expect(now.getTime() - last.getTime()).toBeGreaterThanOrEqual(24 * HOUR_MS);
            last = now;
          }
          if (decision.escalate) escalations++;
          expect(escalations).toBeLessThanOrEqual(1);
          state = afterwards(state, decision, now);
          if (!decision.nextAt) return;
          now = decision.nextAt;
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** What is known after what was decided has happened. */
const afterwards = (
  known: ReminderFacts,
  { send, escalate, announce }: ReturnType<typeof decideReminder>,
  now: Date,
): ReminderFacts => ({
  ...known,
  ...(send.length > 0 && { remindedAt: now, askedAt: undefined }),
  ...(announce && { announcedFor: announce }),
  ...(escalate && { escalatedAt: now }),
});
