import { daysAfter, latest } from '../moments.js';
import type { CoverageRules } from '../policy-rules.js';
import { type Finding, opensAt } from './gap.js';
import type { PhoneFacts } from './phone-facts.js';

/** No verification or drill passed within the policy's period, counted from the first snapshot at the earliest. */
export function unverified(policy: CoverageRules, facts: PhoneFacts, now: Date): Finding {
  const { verifyEveryDays } = policy.proof;
  if (verifyEveryDays === 0 || !facts.firstSnapshotAt) return {};
  const from = latest([facts.firstSnapshotAt, facts.verifiedAt]);
  return opensAt(from && daysAfter(from, verifyEveryDays), now, {
    code: 'unverified',
    severity: 'risk',
    details: { ever: facts.verifiedAt ? 1 : 0, days: verifyEveryDays },
  });
}
