import { hoursAfter } from '../moments.js';
import type { CoverageRules } from '../policy-rules.js';
import { type Finding, opensAt } from './gap.js';
import type { PhoneFacts } from './phone-facts.js';

/** Enrolled, no completed snapshot, past the grace period. Began when the grace ended. */
export function neverBackedUp(policy: CoverageRules, facts: PhoneFacts, now: Date): Finding {
  if (facts.snapshots.length > 0) return {};
  const graceEnds = hoursAfter(facts.enrolledAt, policy.schedule.graceHours);
  return opensAt(graceEnds, now, { code: 'never-backed-up', severity: 'lost' });
}
