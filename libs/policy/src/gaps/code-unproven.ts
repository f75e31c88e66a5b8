import { daysAfter } from '../moments.js';
import type { CoverageRules } from '../policy-rules.js';
import type { EmployeeFacts } from './employee-facts.js';
import { type Finding, opensAt } from './gap.js';

/** The employee has not shown for the policy's period that their recovery code is at hand. */
export function codeUnproven(policy: CoverageRules, { recoveryCode }: EmployeeFacts, now: Date): Finding {
  const { recoveryCodeEveryDays } = policy.proof;
  if (recoveryCodeEveryDays === 0 || !recoveryCode) return {};
  const from = recoveryCode.provenAt ?? recoveryCode.registeredAt;
  return opensAt(daysAfter(from, recoveryCodeEveryDays), now, { code: 'code-unproven', severity: 'waiting' });
}
