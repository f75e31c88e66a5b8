import { earliest, hoursAfter } from '../moments.js';
import { type CoverageRules, requiredCategories } from '../policy-rules.js';
import type { Finding } from './gap.js';
import { newestWith } from './newest.js';
import type { PhoneFacts } from './phone-facts.js';

/**
 * The newest snapshot was taken and lacks a required category, for a cause that its person can take away, and no older
 * one that contains it is still within the maximum age. Began when the last one that contains it grew too old; where
 * there never was one, when the newest snapshot was taken.
 */
export function partial(policy: CoverageRules, facts: PhoneFacts, now: Date): Finding {
  const { newestLacks } = facts;
  if (!newestLacks) return {};
  const open: Date[] = [];
  const later: Date[] = [];
  for (const category of requiredCategories(policy)) {
    if (!newestLacks.categories.includes(category)) continue;
    const newest = newestWith(facts.snapshots, category);
    const since = newest ? hoursAfter(newest, policy.schedule.maxAgeHours) : newestLacks.takenAt;
    (now < since ? later : open).push(since);
  }
  const since = earliest(open);
  const changesAt = earliest(later);
  return {
    ...(since && { gap: { code: 'partial', severity: 'risk', since, cause: newestLacks.cause } }),
    ...(changesAt && { changesAt }),
  };
}
