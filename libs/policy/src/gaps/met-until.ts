import { earliest, hoursAfter, latest } from '../moments.js';
import { type CoverageRules, requiredCategories } from '../policy-rules.js';
import { copiesSuffice } from './copies-suffice.js';
import { newestWith } from './newest.js';
import type { PhoneFacts, SnapshotFacts } from './phone-facts.js';

/**
 * Until when the phone meets the policy: for every required category a completed snapshot within the maximum age that
 * contains it, proven at the required copies, and no damage found. Undefined: never met by these facts. Grace, exemptions
 * and waiting play no part in it.
 */
export function metUntil(policy: CoverageRules, facts: PhoneFacts): Date | undefined {
  if (facts.damagedSince) return undefined;
  return withinAgeUntil(policy, facts.snapshots, ({ copies }) => copiesSuffice(policy.copies, copies));
}

/** Until when, for every required category, one of the snapshots that `counts` takes is within the maximum age. */
export function withinAgeUntil(
  policy: CoverageRules,
  snapshots: readonly SnapshotFacts[],
  counts: (snapshot: SnapshotFacts) => boolean = () => true,
): Date | undefined {
  const required = requiredCategories(policy);
  // Nothing is required: any snapshot protects all that the policy asks for.
  const taken =
    required.length > 0
      ? required.map((category) => newestWith(snapshots, category, counts)?.takenAt)
      : [latest(snapshots.filter(counts).map(({ takenAt }) => takenAt))];
  if (taken.includes(undefined)) return undefined;
  const oldest = earliest(taken);
  return oldest && hoursAfter(oldest, policy.schedule.maxAgeHours);
}
