import { earliest, hoursAfter } from '../moments.js';
import { type CoverageRules, requiredCategories } from '../policy-rules.js';
import { type Shortage, shortageOf } from './copies-suffice.js';
import type { Finding } from './gap.js';
import { newestWith } from './newest.js';
import type { PhoneFacts } from './phone-facts.js';

/**
 * For some required category the newest snapshot that contains it lacks proven copies, and no older one that has
 * enough is still within the maximum age. Began when the last one with enough copies grew too old; where there never
 * was one, when the newest snapshot was taken.
 */
export function tooFewCopies(policy: CoverageRules, facts: PhoneFacts, now: Date): Finding {
  const open: { readonly since: Date; readonly shortage: Shortage }[] = [];
  const later: Date[] = [];
  for (const category of requiredCategories(policy)) {
    const newest = newestWith(facts.snapshots, category);
    const shortage = newest && shortageOf(policy.copies, newest.copies);
    if (!newest || !shortage) continue;
    const proven = newestWith(facts.snapshots, category, ({ copies }) => !shortageOf(policy.copies, copies));
    const since = proven ? hoursAfter(proven.takenAt, policy.schedule.maxAgeHours) : newest.takenAt;
    if (now < since) later.push(since);
    else open.push({ since, shortage });
  }
  const changesAt = earliest(later);
  const first = earliest(open.map(({ since }) => since));
  const found = open.find(({ since }) => since === first);
  return {
    ...(found && {
      gap: {
        code: 'too-few-copies',
        severity: 'risk',
        since: found.since,
        details: { of: found.shortage.of, have: found.shortage.have, asked: found.shortage.asked },
      },
    }),
    ...(changesAt && { changesAt }),
  };
}
