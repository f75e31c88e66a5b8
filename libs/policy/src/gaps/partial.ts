import { earliest, hoursAfter } from '../moments.js';
import { type CoverageRules, requiredCategories } from '../policy-rules.js';
import type { Finding } from './gap.js';
import { newestWith } from './newest.js';
import type { PhoneFacts } from './phone-facts.js';

/**
 * The newest snapshot was taken and lacks a required category, and no older one that contains it is still within the
 * maximum age; or it lacks files of one, which protects the rest. Began when the last one that contains the category grew
 * too old; where there never was one, or where files lack, when the newest snapshot was taken.
 */
export function partial(policy: CoverageRules, facts: PhoneFacts, now: Date): Finding {
  const { newestLacks } = facts;
  if (!newestLacks) return {};
  const { takenAt, cause, files } = newestLacks;
  const open: Date[] = [];
  const later: Date[] = [];
  const required = requiredCategories(policy);
  for (const category of required) {
    if (!newestLacks.categories.includes(category)) continue;
    const newest = newestWith(facts.snapshots, category);
    const since = newest ? hoursAfter(newest.takenAt, policy.schedule.maxAgeHours) : takenAt;
    (now < since ? later : open).push(since);
  }
  const changesAt = earliest(later);
  const whole = earliest(open);
  const lacksFiles = files?.categories.some((category) => required.includes(category)) ?? false;
  const since = whole ?? (lacksFiles ? takenAt : undefined);
  const details = whole || !files ? {} : { details: { files: files.count } };
  return {
    ...(since && { gap: { code: 'partial', severity: 'risk', since, cause, ...details } }),
    ...(changesAt && { changesAt }),
  };
}
