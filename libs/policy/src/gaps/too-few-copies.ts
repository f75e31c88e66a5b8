import { earliest, hoursAfter } from '../moments.js';
import { type CoverageRules, requiredCategories } from '../policy-rules.js';
import type { Finding } from './gap.js';
import { newestWith } from './newest.js';
import type { PhoneFacts } from './phone-facts.js';

/**
 * For some required category the newest snapshot that contains it lacks proven copies, and no older one that has
 * enough is still within the maximum age. Began when the last one with enough copies grew too old; where there never
 * was one, when the newest snapshot was taken.
 */
export function tooFewCopies(policy: CoverageRules, facts: PhoneFacts, now: Date): Finding {
  const { required } = policy.copies;
  const open: Date[] = [];
  const later: Date[] = [];
  for (const category of requiredCategories(policy)) {
    const newest = newestWith(facts.snapshots, category);
    const proven = newestWith(facts.snapshots, category, required);
    if (!newest || (proven && proven >= newest)) continue;
    const since = proven ? hoursAfter(proven, policy.schedule.maxAgeHours) : newest;
    (now < since ? later : open).push(since);
  }
  const since = earliest(open);
  const changesAt = earliest(later);
  return {
    ...(since && { gap: { code: 'too-few-copies', severity: 'risk', since } }),
    ...(changesAt && { changesAt }),
  };
}
