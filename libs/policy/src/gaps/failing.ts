import type { CoverageRules } from '../policy-rules.js';
import type { Finding } from './gap.js';
import type { PhoneFacts } from './phone-facts.js';

/** Nobody came to the phone: no fault of anything, and the step is theirs. */
const OF_A_PERSON = new Set(['phone-locked', 'trust-not-given', 'passcode-not-given']);

/** As many backups in a row as the policy names did not complete. The cause is the newest one's. */
export function failing(policy: CoverageRules, { runs = [] }: PhoneFacts): Finding {
  const { failingAfterRuns } = policy.proof;
  const completed = runs.findIndex((run) => run.completed);
  const failed = completed < 0 ? runs : runs.slice(0, completed);
  // Newest first: the one that made them enough.
  const enough = failed.at(-failingAfterRuns);
  const newest = failed[0];
  if (!enough || !newest || failed.length < failingAfterRuns) return {};
  const cause = newest.cause ?? 'internal';
  return {
    gap: {
      code: 'failing',
      severity: OF_A_PERSON.has(cause) ? 'waiting' : 'risk',
      since: enough.endedAt,
      cause,
      details: { runs: failed.length },
    },
  };
}
