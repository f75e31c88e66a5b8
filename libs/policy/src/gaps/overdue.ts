import { earliest, hoursAfter, latest } from '../moments.js';
import { type CoverageRules, requiredCategories } from '../policy-rules.js';
import { type Finding, opensAt } from './gap.js';
import { newestWith } from './newest.js';
import type { PhoneFacts } from './phone-facts.js';

/**
 * For some required category the newest snapshot that contains it is older than the policy allows. A category that no
 * snapshot contains is as old as the enrolment, or as the moment from which it is asked for. One that the newest snapshot
 * lacks for a cause of its own is told by `partial`, not here: the backup itself was made.
 */
export function overdue(policy: CoverageRules, facts: PhoneFacts, now: Date): Finding {
  if (facts.snapshots.length === 0) return {};
  const ends = requiredCategories(policy).map((category) => {
    const newest = newestWith(facts.snapshots, category)?.takenAt;
    const asked = latest([facts.enrolledAt, facts.askedSince?.(category)]);
    const from = latest([newest, lackedAt(facts, category)]) ?? asked;
    return from && hoursAfter(from, policy.schedule.maxAgeHours);
  });
  return opensAt(earliest(ends), now, { code: 'overdue', severity: 'risk' });
}

const lackedAt = ({ newestLacks }: PhoneFacts, category: string): Date | undefined =>
  newestLacks?.categories.includes(category) ? newestLacks.takenAt : undefined;
