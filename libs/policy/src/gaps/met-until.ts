import { earliest, hoursAfter } from '../moments.js';
import { type CoverageRules, requiredCategories } from '../policy-rules.js';
import { newestWith } from './newest.js';
import type { PhoneFacts } from './phone-facts.js';

/**
 * Until when the phone meets the policy: for every required category a completed snapshot within the maximum age that
 * contains it, proven at the required copies. Undefined: never met by these facts. Grace plays no part in it.
 */
export function metUntil(policy: CoverageRules, facts: PhoneFacts): Date | undefined {
  const provenAt: Date[] = [];
  for (const category of requiredCategories(policy)) {
    const proven = newestWith(facts.snapshots, category, policy.copies.required);
    if (!proven) return undefined;
    provenAt.push(proven);
  }
  // Nothing is required: any snapshot with its copies protects all that the policy asks for.
  if (provenAt.length === 0) {
    for (const snapshot of facts.snapshots) {
      if (snapshot.copies >= policy.copies.required) provenAt.push(snapshot.takenAt);
    }
    provenAt.sort((a, b) => b.getTime() - a.getTime()).splice(1);
  }
  const oldest = earliest(provenAt);
  return oldest && hoursAfter(oldest, policy.schedule.maxAgeHours);
}
