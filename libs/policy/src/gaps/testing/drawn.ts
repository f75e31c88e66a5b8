import fc from 'fast-check';
import type { CoverageRules } from '../../policy-rules.js';
import type { PhoneFacts } from '../phone-facts.js';

const HOUR = 3_600_000;
export const ORIGIN = Date.UTC(2026, 0, 1);

export const hours = (from: number, to: number): fc.Arbitrary<Date> =>
  fc.integer({ min: from, max: to }).map((after) => new Date(ORIGIN + after * HOUR));
export const hour = hours(0, 2000);

const CATEGORIES = ['photos', 'videos', 'contacts'];
const categories = fc.subarray(CATEGORIES);
const CAUSES = ['iphone-not-encrypted', 'permission-denied', 'unreadable'];
const lock = fc.constantFrom('off' as const, 'governance' as const, 'compliance' as const);

const copy = fc.record({
  offSite: fc.boolean(),
  jurisdiction: fc.constantFrom(null, 'DE', 'FR'),
  lock,
});

export const exemptions = fc.array(
  fc.record(
    {
      id: fc.uuid(),
      codes: fc.subarray(['overdue' as const, 'partial' as const, 'never-backed-up' as const]),
      from: hour,
      until: hours(100, 3000),
    },
    { requiredKeys: ['id', 'from', 'until'] },
  ),
  { maxLength: 2 },
);

const run = fc.record(
  { endedAt: hour, completed: fc.boolean(), cause: fc.constantFrom(...CAUSES) },
  { requiredKeys: ['endedAt', 'completed'] },
);
const runs = fc
  .array(run, { maxLength: 5 })
  .map((all) => all.sort((a, b) => b.endedAt.getTime() - a.endedAt.getTime()));

/** Facts of a phone as the api tells them: what the newest snapshot lacks it does not contain. */
export const facts: fc.Arbitrary<PhoneFacts> = fc
  .record(
    {
      enrolledAt: hour,
      snapshots: fc.array(
        fc.record({ takenAt: hour, categories, copies: fc.array(copy, { maxLength: 3 }) }),
        { maxLength: 5 },
      ),
      firstSnapshotAt: hour,
      waitsForPerson: fc.boolean(),
      seenAt: hour,
      agentVersion: fc.constantFrom('1.2.3', '0.9.9', 'nonsense'),
      runs,
      verifiedAt: hour,
      damagedSince: hour,
      suspiciousSince: hour,
      exemptions,
      lacking: fc.record({ cause: fc.constantFrom(...CAUSES), categories }),
    },
    { requiredKeys: ['enrolledAt', 'snapshots'] },
  )
  .map(({ lacking: lacks, ...given }) => {
    const [newest] = [...given.snapshots].sort((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
    if (!newest || !lacks) return given;
    const missing = lacks.categories.filter((category) => !newest.categories.includes(category));
    return { ...given, newestLacks: { ...lacks, takenAt: newest.takenAt, categories: missing } };
  });

export const policy: fc.Arbitrary<CoverageRules> = fc.record({
  schedule: fc.record({
    maxAgeHours: fc.integer({ min: 1, max: 500 }),
    graceHours: fc.integer({ min: 0, max: 300 }),
  }),
  scope: fc.record({
    categories: fc.subarray(CATEGORIES, { minLength: 1 }),
    optionalCategories: categories,
  }),
  copies: fc.record({
    required: fc.integer({ min: 1, max: 2 }),
    offSite: fc.integer({ min: 0, max: 1 }),
    jurisdictions: fc.subarray(['DE', 'FR']),
    immutability: lock,
  }),
  limits: fc.record({
    quotaBytesPerEmployee: fc.option(fc.integer({ min: 1, max: 1000 })),
    minimumAgentVersion: fc.option(fc.constant('1.0.0')),
  }),
  proof: fc.record({
    verifyEveryDays: fc.integer({ min: 0, max: 30 }),
    recoveryCodeEveryDays: fc.integer({ min: 0, max: 30 }),
    agentSilentDays: fc.integer({ min: 0, max: 30 }),
    failingAfterRuns: fc.integer({ min: 1, max: 3 }),
  }),
});
