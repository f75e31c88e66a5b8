import { latest } from '../moments.js';
import type { CoverageRules } from '../policy-rules.js';
import { isOlderVersion } from './is-older-version.js';
import type { Finding } from './gap.js';
import type { PhoneFacts } from './phone-facts.js';

/** The agent that was seen last is below the policy's minimum; began when the policy came to ask for it. */
export function outdatedAgent(policy: CoverageRules, facts: PhoneFacts): Finding {
  const { minimumAgentVersion: minimum } = policy.limits;
  const { agentVersion } = facts;
  if (minimum === null || agentVersion === undefined || !isOlderVersion(agentVersion, minimum)) return {};
  const since = latest([facts.enrolledAt, facts.policySince]) ?? facts.enrolledAt;
  return {
    gap: { code: 'outdated-agent', severity: 'risk', since, details: { version: agentVersion, minimum } },
  };
}
