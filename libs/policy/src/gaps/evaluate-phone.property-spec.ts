import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluatePhone } from './evaluate-phone.js';
import type { FoundGapCause } from './gap.js';
import type { PhoneFacts } from './phone-facts.js';

const HOUR = 3_600_000;
const origin = Date.UTC(2026, 0, 1);
const hour = fc.integer({ min: 0, max: 2000 }).map((hours) => new Date(origin + hours * HOUR));
const categories = fc.subarray(['photos', 'videos', 'contacts']);
/** What the newest snapshot may lack, as the api tells it: categories that it does not contain. */
const lacking = fc.record({
  cause: fc.constantFrom<FoundGapCause>('iphone-not-encrypted', 'iphone-password-unknown'),
  categories,
});
const facts: fc.Arbitrary<PhoneFacts> = fc
  .record({
    enrolledAt: hour,
    snapshots: fc.array(fc.record({ takenAt: hour, categories, copies: fc.integer({ min: 0, max: 3 }) }), {
      maxLength: 5,
    }),
    waitsForPerson: fc.boolean(),
    lacking: fc.option(lacking, { nil: undefined }),
  })
  .map(({ lacking: lacks, ...given }) => {
    const [newest] = [...given.snapshots].sort((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
    if (!newest || !lacks) return given;
    const missing = lacks.categories.filter((category) => !newest.categories.includes(category));
    return { ...given, newestLacks: { ...lacks, takenAt: newest.takenAt, categories: missing } };
  });
const policy = fc.record({
  schedule: fc.record({
    maxAgeHours: fc.integer({ min: 1, max: 500 }),
    graceHours: fc.integer({ min: 0, max: 300 }),
  }),
  scope: fc.record({
    categories: fc.subarray(['photos', 'videos', 'contacts'], { minLength: 1 }),
    optionalCategories: categories,
  }),
  copies: fc.record({ required: fc.integer({ min: 1, max: 3 }) }),
});

describe('evaluatePhone', () => {
  it('does not change its answer before nextTransitionAt', () => {
    fc.assert(
      fc.property(policy, facts, hour, fc.integer({ min: 0, max: 999 }), (rules, given, now, share) => {
        const first = evaluatePhone(rules, given, now);
        const end = first.nextTransitionAt?.getTime() ?? now.getTime() + 9000 * HOUR;
        expect(end).toBeGreaterThan(now.getTime());
        const later = new Date(now.getTime() + Math.floor(((end - now.getTime() - 1) * share) / 1000));
        expect(evaluatePhone(rules, given, later)).toEqual(first);
      }),
    );
  });

  it('finds no gap in a phone that met the policy and has a cause for each one that it finds', () => {
    fc.assert(
      fc.property(policy, facts, hour, (rules, given, now) => {
        const { state, gaps } = evaluatePhone(rules, given, now);
        if (state === 'protected') expect(gaps).toEqual([]);
        for (const gap of gaps) {
          expect(gap.since.getTime()).toBeLessThanOrEqual(now.getTime());
          expect(gap.code === 'never-backed-up').toBe(given.snapshots.length === 0);
        }
        if (['at-risk', 'never-backed-up'].includes(state)) expect(gaps).not.toEqual([]);
      }),
    );
  });

  it('finds `partial` exactly where the newest snapshot lacks what no other still gives', () => {
    fc.assert(
      fc.property(policy, facts, hour, (rules, given, now) => {
        const lacks = given.newestLacks;
        const required = rules.scope.categories.filter(
          (one) => !rules.scope.optionalCategories.includes(one),
        );
        const oldest = now.getTime() - rules.schedule.maxAgeHours * HOUR;
        const takenWith = (category: string) =>
          given.snapshots
            .filter((one) => one.categories.includes(category))
            .map((one) => one.takenAt.getTime());
        const expected = required.some((category) => {
          if (!lacks?.categories.includes(category)) return false;
          const times = takenWith(category);
          return times.length === 0 ? lacks.takenAt <= now : times.every((time) => time <= oldest);
        });
        const found = evaluatePhone(rules, given, now).gaps.find((gap) => gap.code === 'partial');
        expect(found !== undefined).toBe(expected);
        if (found) expect(found.cause).toBe(lacks?.cause);
      }),
    );
  });

  it('is protected or not whatever is told to lack: that only says why', () => {
    fc.assert(
      fc.property(policy, facts, hour, (rules, { newestLacks: lacks, ...given }, now) => {
        const told = evaluatePhone(rules, lacks ? { ...given, newestLacks: lacks } : given, now);
        const silent = evaluatePhone(rules, given, now);
        expect(told.state === 'protected').toBe(silent.state === 'protected');
      }),
    );
  });

  it('is never made protected by grace, by waiting or by backing up less', () => {
    fc.assert(
      fc.property(policy, facts, hour, fc.integer({ min: 0, max: 9000 }), (rules, given, now, graceHours) => {
        if (evaluatePhone(rules, given, now).state === 'protected') return;
        const schedule = { ...rules.schedule, graceHours };
        const narrowed = given.snapshots.map((one) => ({ ...one, categories: one.categories.slice(1) }));
        for (const changed of [
          evaluatePhone({ ...rules, schedule }, given, now),
          evaluatePhone(rules, { ...given, waitsForPerson: true }, now),
          evaluatePhone(rules, { ...given, snapshots: narrowed }, now),
          evaluatePhone(rules, { ...given, neutral: 'not-for-work' }, now),
        ]) {
          expect(changed.state).not.toBe('protected');
        }
      }),
    );
  });
});
