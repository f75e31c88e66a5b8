import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evaluatePhone } from './evaluate-phone.js';
import { facts, hour, hours, policy } from './testing/drawn.js';

const HOUR = 3_600_000;

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
      { numRuns: 300 },
    );
  });

  it('has a cause for each state that is not protected, and each gap began', () => {
    fc.assert(
      fc.property(policy, facts, hour, (rules, given, now) => {
        const { state, gaps } = evaluatePhone(rules, given, now);
        const past = given.snapshots.filter(({ takenAt }) => takenAt <= now);
        for (const gap of gaps) {
          // What nobody could have known before `now` is a fact with its own moment.
          if (!['damaged', 'suspicious-change', 'failing', 'outdated-agent'].includes(gap.code)) {
            expect(gap.since.getTime()).toBeLessThanOrEqual(now.getTime());
          }
          if (gap.code === 'never-backed-up') expect(past).toEqual([]);
        }
        if (['at-risk', 'never-backed-up', 'exempt'].includes(state)) expect(gaps).not.toEqual([]);
        if (state === 'exempt') expect(gaps.some((gap) => gap.exemptionId)).toBe(true);
        if (state === 'protected') {
          expect(gaps.map(({ code }) => code)).toEqual(
            expect.not.arrayContaining(['never-backed-up', 'overdue', 'too-few-copies', 'damaged']),
          );
        }
      }),
    );
  });

  it('is protected only by past snapshots within the age that contain everything and lie where they must', () => {
    fc.assert(
      fc.property(policy, facts, hour, (rules, given, now) => {
        const { state } = evaluatePhone(rules, given, now);
        if (state !== 'protected') return;
        const { required, offSite, jurisdictions } = rules.copies;
        const oldest = now.getTime() - rules.schedule.maxAgeHours * HOUR;
        const good = given.snapshots.filter(({ takenAt, copies }) => {
          const counted = copies.filter(
            (copy) => jurisdictions.length === 0 || jurisdictions.includes(copy.jurisdiction ?? ''),
          );
          return (
            takenAt.getTime() > oldest &&
            takenAt <= now &&
            counted.length >= required &&
            counted.filter((copy) => copy.offSite).length >= offSite
          );
        });
        for (const category of rules.scope.categories) {
          if (rules.scope.optionalCategories.includes(category)) continue;
          expect(good.some((one) => one.categories.includes(category))).toBe(true);
        }
        expect(given.damagedSince).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  it('is protected or not whatever is told beside snapshots and damage: that only says why', () => {
    fc.assert(
      fc.property(policy, facts, hour, (rules, given, now) => {
        const { enrolledAt, snapshots, damagedSince } = given;
        const bare = evaluatePhone(
          rules,
          { enrolledAt, snapshots, ...(damagedSince && { damagedSince }) },
          now,
        );
        const told = evaluatePhone(rules, given, now);
        expect(told.state === 'protected').toBe(bare.state === 'protected');
        expect(told.withinAge).toBe(bare.withinAge);
      }),
    );
  });

  it('is never made protected by grace, waiting, an exemption, a declaration or by backing up less', () => {
    fc.assert(
      fc.property(policy, facts, hour, fc.integer({ min: 0, max: 9000 }), (rules, given, now, graceHours) => {
        if (evaluatePhone(rules, given, now).state === 'protected') return;
        const schedule = { ...rules.schedule, graceHours };
        const narrowed = given.snapshots.map((one) => ({ ...one, categories: one.categories.slice(1) }));
        const always = { id: 'x', from: new Date(0), until: new Date(now.getTime() + HOUR) };
        for (const changed of [
          evaluatePhone({ ...rules, schedule }, given, now),
          evaluatePhone(rules, { ...given, waitsForPerson: true }, now),
          evaluatePhone(rules, { ...given, snapshots: narrowed }, now),
          evaluatePhone(rules, { ...given, neutral: 'not-for-work' }, now),
          evaluatePhone(rules, { ...given, exemptions: [always] }, now),
        ]) {
          expect(changed.state).not.toBe('protected');
        }
      }),
    );
  });

  it('is taken for what it was when an exemption has ended', () => {
    fc.assert(
      fc.property(policy, facts, hours(3001, 4000), (rules, { exemptions = [], ...given }, now) => {
        const { gaps, state } = evaluatePhone(rules, { ...given, exemptions }, now);
        expect(state).toBe(evaluatePhone(rules, given, now).state);
        expect(gaps.every(({ exemptionId }) => exemptionId === undefined)).toBe(true);
      }),
    );
  });
});
