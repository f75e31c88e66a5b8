import { daysAfter, latest } from '../moments.js';
import type { CoverageRules } from '../policy-rules.js';
import { type Finding, opensAt } from './gap.js';
import type { PhoneFacts } from './phone-facts.js';

/**
 * None of the phone's workstations has checked in for the policy's number of days. A check-in itself changes nothing that is
 * kept here: the moment is looked at again when it has come.
 */
export function agentSilent(policy: CoverageRules, facts: PhoneFacts, now: Date): Finding {
  const { agentSilentDays } = policy.proof;
  if (agentSilentDays === 0) return {};
  const seen = latest([facts.enrolledAt, facts.seenAt]);
  return opensAt(seen && daysAfter(seen, agentSilentDays), now, {
    code: 'agent-silent',
    severity: 'risk',
    details: { days: agentSilentDays },
  });
}
