import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { calendarPeriods } from './calendar.js';
import { decideRetention, type RetainedSnapshot, type RetentionRules } from './decide-retention.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const DAY_MS = 86_400_000;

const count = (max: number) => fc.integer({ min: 0, max });
const rules: fc.Arbitrary<RetentionRules> = fc.record({
  keepLast: fc.integer({ min: 1, max: 5 }),
  daily: count(8),
  weekly: count(6),
  monthly: count(6),
  yearly: count(4),
  minimumAgeDays: count(40),
  minimumCount: fc.integer({ min: 1, max: 5 }),
});
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'Pacific/Kiritimati', 'America/St_Johns');
/** Dense in the last days, with some years ago and some from a clock that runs ahead. */
const age = fc.oneof(fc.integer({ min: 0, max: 10 * 24 }), fc.integer({ min: -48, max: 5 * 365 * 24 }));
const snapshots: fc.Arbitrary<RetainedSnapshot[]> = fc
  .array(fc.tuple(age, fc.constantFrom('a', 'b'), fc.boolean(), fc.boolean()), { maxLength: 60 })
  .map((drawn) =>
    drawn.map(([hours, phone, held, really], index) => ({
      id: String(index).padStart(3, '0'),
      phone,
      takenAt: new Date(NOW.getTime() - hours * 3_600_000),
      held: held && really,
    })),
  );

const kept = (all: readonly RetainedSnapshot[], by: RetentionRules, timeZone: string): RetainedSnapshot[] =>
  decideRetention(all, by, NOW, timeZone).flatMap(({ snapshot, reasons }) =>
    reasons.length > 0 ? [snapshot] : [],
  );
const ids = (all: readonly RetainedSnapshot[]): string[] => all.map(({ id }) => id).sort();

describe('retention, whatever the snapshots and rules', () => {
  it('decides once for each and never forgets the newest of a phone, nor what is held', () => {
    fc.assert(
      fc.property(snapshots, rules, zone, (all, by, timeZone) => {
        expect(ids(decideRetention(all, by, NOW, timeZone).map(({ snapshot }) => snapshot))).toEqual(
          ids(all),
        );
        const stays = new Set(ids(kept(all, by, timeZone)));
        for (const { id, held } of all) if (held) expect(stays).toContain(id);
        for (const phone of new Set(all.map((one) => one.phone))) {
          const times = all.filter((one) => one.phone === phone).map(({ takenAt }) => takenAt.getTime());
          const newest = all.filter(
            (one) => one.phone === phone && one.takenAt.getTime() === Math.max(...times),
          );
          expect(newest.some(({ id }) => stays.has(id))).toBe(true);
        }
      }),
    );
  });

  it('forgets nothing more when it is applied to what it kept', () => {
    fc.assert(
      fc.property(snapshots, rules, zone, (all, by, timeZone) => {
        const once = kept(all, by, timeZone);
        expect(ids(kept(once, by, timeZone))).toEqual(ids(once));
      }),
    );
  });

  it('keeps no less by stronger rules, nor by another hold', () => {
    const keys = [
      'keepLast',
      'daily',
      'weekly',
      'monthly',
      'yearly',
      'minimumAgeDays',
      'minimumCount',
    ] as const;
    fc.assert(
      fc.property(
        snapshots,
        rules,
        fc.constantFrom(...keys),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(59),
        zone,
        (all, by, key, more, alsoHeld, timeZone) => {
          const before = ids(kept(all, by, timeZone));
          const stronger = ids(kept(all, { ...by, [key]: by[key] + more }, timeZone));
          expect(stronger).toEqual(expect.arrayContaining(before));
          const held = all.map((one, index) => (index === alsoHeld ? { ...one, held: true } : one));
          expect(ids(kept(held, by, timeZone))).toEqual(expect.arrayContaining(before));
        },
      ),
    );
  });

  it('keeps at least one of each day within the minimum age, and never fewer than the minimum', () => {
    fc.assert(
      fc.property(snapshots, rules, zone, (all, by, timeZone) => {
        const stays = kept(all, by, timeZone);
        const dayOf = ({ phone, takenAt }: RetainedSnapshot): string =>
          `${phone} ${calendarPeriods(takenAt, timeZone).day}`;
        const days = new Set(stays.map(dayOf));
        for (const one of all) {
          if (NOW.getTime() - one.takenAt.getTime() < by.minimumAgeDays * DAY_MS)
            expect(days).toContain(dayOf(one));
        }
        for (const phone of new Set(all.map((one) => one.phone))) {
          const of = (list: readonly RetainedSnapshot[]) => list.filter((one) => one.phone === phone).length;
          expect(of(stays)).toBeGreaterThanOrEqual(Math.min(of(all), by.minimumCount));
        }
      }),
    );
  });

  it('decides for each phone by itself', () => {
    fc.assert(
      fc.property(snapshots, rules, zone, (all, by, timeZone) => {
        const alone = all.filter(({ phone }) => phone === 'a');
        const together = kept(all, by, timeZone).filter(({ phone }) => phone === 'a');
        expect(ids(together)).toEqual(ids(kept(alone, by, timeZone)));
      }),
    );
  });
});
